import pytest

from meetings import Calendar, Finder, Interval, minute, show


def starts(intervals):
    return [show(interval.start) for interval in intervals]


def test_the_earliest_common_gap_is_proposed(ada, ben):
    found = Finder([ada, ben]).earliest(30)

    assert (show(found.start), show(found.end)) == ("Mon 11:30", "Mon 12:00")


def test_meetings_begin_on_the_grid(ada, ben):
    assert show(Finder([ada, ben], step=10).earliest(30).start) == "Mon 11:20"


def test_long_meetings_wait_for_a_free_day(ada, ben):
    assert show(Finder([ada, ben]).earliest(8 * 60).start) == "Tue 09:00"


def test_nothing_is_proposed_when_nothing_fits(ada, ben):
    assert Finder([ada, ben]).earliest(9 * 60) is None


def test_proposals_follow_each_other(ada, ben):
    assert starts(Finder([ada, ben]).proposals(15)) == ["Mon 11:30", "Mon 11:45", "Mon 16:45"]


def test_proposals_end_with_the_week(ada):
    assert starts(Finder([ada]).proposals(8 * 60, count=9)) == ["Tue 09:00", "Wed 09:00", "Thu 09:00", "Fri 09:00"]


def test_newcomers_without_appointments_can_be_invited(ada):
    assert show(Finder([ada, Calendar("Cleo")]).earliest(60).start) == "Mon 11:00"


def test_somebody_must_attend():
    with pytest.raises(ValueError):
        Finder([])


def test_gaps_respect_everyone(ada, ben):
    gaps = Finder([ada, ben]).common_gaps()

    assert gaps[0] == Interval(minute("Mon 11:20"), minute("Mon 12:00"))
