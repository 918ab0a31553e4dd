"""How much of a text fits a width."""

ELLIPSIS = ".."


def longest_prefix(text, limit, font):
    """Returns the number of leading characters that fit, found by bisection: measuring is the slow part."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if font.width(text[:middle]) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def shorten(text, limit, font):
    """Cuts a text that is too wide and marks the cut."""
    if font.width(text) <= limit:
        return text
    room = limit - font.width(ELLIPSIS)
    if room <= 0:
        return ""
    return text[: longest_prefix(text, room, font)].rstrip() + ELLIPSIS


def pieces(word, limit, font):
    """Splits a word that is wider than a line; every piece has at least one character."""
    parts = []
    while font.width(word) > limit:
        count = max(1, longest_prefix(word, limit, font))
        parts.append(word[:count])
        word = word[count:]
    if word:
        parts.append(word)
    return parts
