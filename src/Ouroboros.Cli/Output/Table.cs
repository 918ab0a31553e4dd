namespace Ouroboros.Cli.Output;

internal enum Align
{
    Left,
    Right,
}

/// <param name="Flexible">Gives way first when the terminal is narrow.</param>
internal sealed record Column(string Title, Align Align = Align.Left, bool Flexible = false);

/// <summary>Rows under a heading, as wide as their content; a narrow terminal shortens the flexible columns.</summary>
internal sealed class Table(params IReadOnlyList<Column> columns)
{
    private const int Gap = 2;
    private const int Narrowest = 12;

    private readonly List<Ink[]> rows = [];

    public int Count => rows.Count;

    public void Add(params Ink[] cells) => rows.Add(cells);

    public void Print(Printer printer, string indent = "")
    {
        var widths = Widths(printer, printer.Width - indent.Length);
        Print(printer, indent, widths, [.. columns.Select(c => Ink.Strong(c.Title))]);
        foreach (var row in rows)
            Print(printer, indent, widths, row);
    }

    private int[] Widths(Printer printer, int room)
    {
        var widths = columns.Select((c, i) => Math.Max(c.Title.Length, rows.Select(r => printer.Safe(r[i].Text).Length).DefaultIfEmpty(0).Max())).ToArray();
        var excess = widths.Sum() + (Gap * (widths.Length - 1)) - room;
        while (excess > 0)
        {
            var widest = -1;
            for (var i = 0; i < widths.Length; i++)
            {
                if (columns[i].Flexible && widths[i] > Narrowest && (widest < 0 || widths[i] > widths[widest]))
                    widest = i;
            }

            if (widest < 0)
                break;

            var cut = Math.Min(excess, widths[widest] - Narrowest);
            widths[widest] -= cut;
            excess -= cut;
        }

        return widths;
    }

    private void Print(Printer printer, string indent, int[] widths, Ink[] cells)
    {
        var parts = new List<Ink> { indent };
        for (var i = 0; i < cells.Length; i++)
        {
            var text = Fit(printer.Safe(cells[i].Text), widths[i]);
            var blanks = new string(' ', widths[i] - text.Length);
            var last = i == cells.Length - 1;
            if (columns[i].Align == Align.Right)
                parts.Add(blanks);

            parts.Add(cells[i] with { Text = text });
            if (columns[i].Align == Align.Left && !last)
                parts.Add(blanks);

            if (!last)
                parts.Add(new string(' ', Gap));
        }

        printer.Line(parts.ToArray());
    }

    private static string Fit(string text, int width) =>
        text.Length <= width ? text : width <= 1 ? text[..width] : string.Concat(text.AsSpan(0, width - 1), "~");
}
