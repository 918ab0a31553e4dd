import pytest

from billing.money import percent_of, show, split


@pytest.mark.parametrize(
    "cents, percent, expected",
    [(1000, 19, 190), (999, 10, 100), (50, 1, 1), (49, 1, 0), (0, 50, 0)],
)
def test_percentages_round_half_a_cent_up(cents, percent, expected):
    assert percent_of(cents, percent) == expected


def test_a_split_amount_adds_up_again():
    assert split(1000, 3) == [334, 333, 333]
    assert sum(split(12345, 7)) == 12345


def test_an_amount_is_not_split_into_nothing():
    with pytest.raises(ValueError):
        split(100, 0)


def test_amounts_are_shown_with_separators():
    assert show(123456) == "EUR 1,234.56"
    assert show(-5, "USD") == "USD -0.05"
