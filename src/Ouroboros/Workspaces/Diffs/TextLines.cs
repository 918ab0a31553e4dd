namespace Ouroboros.Workspaces.Diffs;

/// <summary>Bytes cut after every line feed. Carriage returns belong to their line.</summary>
internal sealed class TextLines
{
    private readonly ReadOnlyMemory<byte> text;
    private readonly List<int> starts = [];

    public TextLines(ReadOnlyMemory<byte> text)
    {
        this.text = text;
        var at = 0;
        while (at < text.Length)
        {
            starts.Add(at);
            var feed = text.Span[at..].IndexOf((byte)'\n');
            at = feed < 0 ? text.Length : at + feed + 1;
        }

        starts.Add(text.Length);
    }

    public int Count => starts.Count - 1;

    public ReadOnlyMemory<byte> this[int line] => text[starts[line]..starts[line + 1]];

    public int StartOf(int line) => starts[line];

    /// <summary>The line a byte stands in; the end of the text stands in the last one.</summary>
    public int LineAt(int offset)
    {
        var found = starts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return Math.Max(0, Math.Min(line, Count - 1));
    }

    /// <summary>The line that begins at an offset; the number of lines at the end of the text.</summary>
    public int LineFrom(int start) => starts.BinarySearch(start);

    public bool SameLine(int line, TextLines other, int otherLine) => this[line].Span.SequenceEqual(other[otherLine].Span);
}
