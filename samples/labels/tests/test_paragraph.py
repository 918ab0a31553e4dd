import pytest

from labels.font import Font
from labels.paragraph import align, wrap

FONT = Font()


def test_lines_are_filled_greedily():
    assert wrap("one two three four", 66, FONT) == ["one two three", "four"]


def test_line_breaks_and_empty_lines_stay():
    assert wrap("one\n\ntwo", 60, FONT) == ["one", "", "two"]


def test_spaces_between_words_collapse():
    assert wrap("  one   two ", 60, FONT) == ["one two"]


def test_a_word_on_its_own_line_may_touch_the_edge():
    assert wrap("abcd efgh", 24, FONT) == ["abcd", "efgh"]


def test_alignment_pads_with_spaces():
    assert align("ab", 30, FONT) == "ab"
    assert align("ab", 30, FONT, "right") == "      ab"
    assert align("ab", 30, FONT, "center") == "   ab"
    assert align("abcdef", 30, FONT, "right") == "abcdef"


def test_other_alignments_are_refused():
    with pytest.raises(ValueError, match="justify"):
        align("ab", 30, FONT, "justify")
