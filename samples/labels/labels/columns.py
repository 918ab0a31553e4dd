"""Tables: every column as wide as its widest cell."""

from .fitting import shorten

GUTTER = 2


def column_widths(rows, font, maximum=None):
    count = max((len(row) for row in rows), default=0)
    widths = []
    for index in range(count):
        widest = max(font.width(row[index]) for row in rows if index < len(row))
        widths.append(widest if maximum is None else min(widest, maximum))
    return widths


def table(rows, font, maximum=None):
    """Renders rows of cells; cells wider than the maximum are shortened."""
    widths = column_widths(rows, font, maximum)
    space = font.advance(" ")
    lines = []
    for row in rows:
        cells = []
        for cell, width in zip(row, widths):
            shown = shorten(cell, width, font)
            padding = (width - font.width(shown)) // space
            cells.append(shown + " " * padding)
        lines.append((" " * GUTTER).join(cells).rstrip())
    return lines
