import pytest

from meetings.clock import day_bounds, minute, show


@pytest.mark.parametrize("text, value", [("Mon 00:00", 0), ("Mon 09:30", 570), ("Tue 00:01", 1441), ("Sun 24:00", 10080)])
def test_times_are_read(text, value):
    assert minute(text) == value


@pytest.mark.parametrize("text", ["Foo 09:00", "Mon 24:01", "Mon 09:60", "Mon nine"])
def test_times_that_do_not_exist_are_refused(text):
    with pytest.raises(ValueError):
        minute(text)


def test_times_are_written_as_they_are_read():
    assert show(minute("Wed 08:05")) == "Wed 08:05"


def test_a_day_has_bounds():
    assert day_bounds("Tue") == (1440, 2880)
