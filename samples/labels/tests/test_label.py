import pytest

from labels.font import Font
from labels.label import Label


@pytest.fixture
def label():
    return Label("Ada Lovelace\n12 Dorset Street\nLondon", sender="Acme", contents=[(2, "gears"), (10, "cogs")])


def test_the_sender_stands_at_the_right(label):
    assert label.lines()[0] == " " * 31 + "Acme"


def test_sections_are_set_apart(label):
    assert label.lines()[1:] == ["", "Ada Lovelace", "12 Dorset Street", "London", "", "2    gears", "10  cogs"]


def test_a_bare_label_has_the_receiver_alone():
    assert Label("Ada").lines() == ["Ada"]


def test_height_counts_lines_and_leading(label):
    assert label.height() == 8 * 10 + 7 * 2
    assert Label("Ada", font=Font(2)).height(leading=5) == 20


def test_long_addresses_wrap(label):
    narrow = Label("Ada Lovelace, 12 Dorset Street", width=72)

    assert narrow.lines() == ["Ada Lovelace,", "12 Dorset", "Street"]
