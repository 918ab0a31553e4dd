using System.Text;

namespace Ouroboros.Techniques.Syntax;

/// <summary>Walks forward through a text, counting lines and characters from 1.</summary>
internal ref struct TextPosition
{
    private const int ByteOrderMark = 0xFEFF;

    private readonly ReadOnlySpan<byte> text;
    private int offset;

    public TextPosition(ReadOnlySpan<byte> utf8)
    {
        text = utf8;
        Line = 1;
        Column = 1;
    }

    public int Line { get; private set; }

    public int Column { get; private set; }

    public int LineStart { get; private set; }

    public void AdvanceTo(int target)
    {
        target = Math.Clamp(target, offset, text.Length);
        var end = text[offset..target].LastIndexOf((byte)'\n');
        if (end >= 0)
        {
            Line += text.Slice(offset, end + 1).Count((byte)'\n');
            offset = LineStart = offset + end + 1;
            Column = 1;
        }

        while (offset < target)
        {
            Rune.DecodeFromUtf8(text[offset..], out var rune, out var length);
            // The mark at the head of a file is no character of its first line.
            if (offset > 0 || rune.Value != ByteOrderMark)
                Column++;

            offset += length;
        }
    }
}
