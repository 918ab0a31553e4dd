"""Widths of characters in printer dots."""

NARROW = set("iljtfr.,:;!'|()[] ")
WIDE = set("mwMW@%")


class Font:
    """A proportional font with three widths, scaled by its size."""

    def __init__(self, size=1):
        if size < 1:
            raise ValueError("a font is at least one dot high")
        self.size = size

    def advance(self, char):
        if char in NARROW:
            dots = 3
        elif char in WIDE:
            dots = 9
        else:
            dots = 6
        return dots * self.size

    def width(self, text):
        return sum(self.advance(char) for char in text)
