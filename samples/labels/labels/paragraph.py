"""Breaking text into lines."""

from .fitting import pieces


def wrap(text, limit, font):
    """Fills lines greedily; line breaks in the text stay."""
    lines = []
    for paragraph in text.split("\n"):
        lines.extend(_fill(paragraph.split(), limit, font))
    return lines


def _fill(words, limit, font):
    lines = []
    current = ""
    for word in words:
        candidate = f"{current} {word}" if current else word
        if font.width(candidate) <= limit:
            current = candidate
            continue
        if current:
            lines.append(current)
        if font.width(word) <= limit:
            current = word
        else:
            *full, current = pieces(word, limit, font)
            lines.extend(full)
    lines.append(current)
    return lines


def align(line, limit, font, how="left"):
    """Pads with whole spaces; what is left over stays at the right edge."""
    spare = limit - font.width(line)
    if spare <= 0 or how == "left":
        return line
    spaces = spare // font.advance(" ")
    if how == "right":
        return " " * spaces + line
    if how == "center":
        return " " * (spaces // 2) + line
    raise ValueError(f"unknown alignment: {how}")
