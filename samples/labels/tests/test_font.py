import pytest

from labels.font import Font


@pytest.mark.parametrize("char, dots", [("i", 3), (" ", 3), ("a", 6), ("7", 6), ("M", 9)])
def test_characters_have_three_widths(char, dots):
    assert Font().advance(char) == dots


def test_widths_add_up_and_scale():
    assert Font().width("Main") == 9 + 6 + 3 + 6
    assert Font(2).width("Main") == 48
    assert Font().width("") == 0


def test_a_font_has_a_size():
    with pytest.raises(ValueError):
        Font(0)
