from labels.columns import column_widths, table
from labels.font import Font

FONT = Font()


def test_columns_are_as_wide_as_their_widest_cell():
    assert column_widths([("1", "axe"), ("12", "ox")], FONT) == [12, 18]
    assert column_widths([("1",), ("2", "ox")], FONT, maximum=8) == [6, 8]
    assert column_widths([], FONT) == []


def test_cells_line_up():
    assert table([("1", "axe"), ("12", "ox")], FONT) == ["1    axe", "12  ox"]
