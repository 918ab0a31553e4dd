import pytest

from newsletter import settings


def test_what_is_not_said_has_a_default():
    read = settings.load("title: Bits")
    assert (read.weekday, read.most, read.topics) == ("FR", 5, ())


def test_numbers_may_be_written_as_text():
    assert settings.load("title: Bits\nmost: '3'").most == 3


def test_unknown_settings_are_named():
    with pytest.raises(ValueError, match="unknown settings: colour"):
        settings.load("title: Bits\ncolour: red")


@pytest.mark.parametrize("day", ["Friday", "fr", ""])
def test_a_weekday_has_two_letters(day):
    with pytest.raises(ValueError):
        settings.load("title: Bits\nweekday: '%s'" % day)
