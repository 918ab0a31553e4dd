from labels.fitting import longest_prefix, pieces, shorten
from labels.font import Font

FONT = Font()


class CountingFont(Font):
    asked = 0

    def width(self, text):
        self.asked += 1
        return super().width(text)


def test_nothing_fits_where_there_is_no_room():
    assert longest_prefix("a", 0, FONT) == 0


def test_the_longest_prefix_fills_the_width():
    assert longest_prefix("abcdef", 24, FONT) == 4
    assert longest_prefix("abcdef", 23, FONT) == 3
    assert longest_prefix("abcdef", 36, FONT) == 6


def test_long_texts_are_measured_a_few_times_only():
    font = CountingFont()

    assert longest_prefix("a" * 1000, 300, font) == 50
    assert font.asked <= 10


def test_short_texts_stay_as_they_are():
    assert shorten("abc", 18, FONT) == "abc"


def test_long_texts_are_cut_and_marked():
    assert shorten("hammer and nails", 48, FONT) == "hammer.."


def test_without_room_for_the_mark_nothing_is_shown():
    assert shorten("abcdef", 6, FONT) == ""


def test_long_words_fall_into_pieces():
    assert pieces("abcdefgh", 18, FONT) == ["abc", "def", "gh"]


def test_a_piece_has_at_least_one_character():
    assert pieces("ab", 2, FONT) == ["a", "b"]
