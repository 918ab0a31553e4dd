import pytest

from meetings.intervals import Interval, intersect, merge, subtract


def spans(*pairs):
    return [Interval(start, end) for start, end in pairs]


def test_an_interval_has_a_length():
    assert Interval(3, 10).length == 7
    with pytest.raises(ValueError, match="5..5"):
        Interval(5, 5)


def test_touching_intervals_do_not_overlap():
    assert not Interval(0, 5).overlaps(Interval(5, 9))
    assert Interval(0, 6).overlaps(Interval(5, 9))
    assert Interval(5, 9).overlaps(Interval(0, 6))


def test_merging_joins_what_overlaps_or_touches():
    assert merge(spans((8, 9), (0, 2), (1, 4), (4, 6))) == spans((0, 6), (8, 9))


def test_merging_keeps_the_longer_end():
    assert merge(spans((0, 10), (2, 3))) == spans((0, 10))


def test_merging_nothing_gives_nothing():
    assert merge([]) == []


def test_the_common_part_of_two_lists():
    assert intersect(spans((0, 5), (10, 20)), spans((3, 12), (15, 30))) == spans((3, 5), (10, 12), (15, 20))


def test_subtracting_leaves_the_rest():
    assert subtract(spans((0, 10), (20, 30)), spans((2, 4), (8, 22))) == spans((0, 2), (4, 8), (22, 30))
    assert subtract(spans((0, 10)), spans((0, 10))) == []
