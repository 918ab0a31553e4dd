using System.Globalization;
using System.Text;

namespace Ouroboros.Techniques.Syntax;

/// <summary>A line fit to be shown, and the line of blanks and carets that goes under it.</summary>
internal readonly record struct LineExcerpt(string Text, string Caret)
{
    // Longer lines, as in minified files, are cut to what stands around the place.
    private const int BytesShown = 160;

    public static LineExcerpt Of(ReadOnlySpan<byte> utf8, int lineStart, int at, int marked)
    {
        var rest = utf8[lineStart..];
        var lineEnd = rest.IndexOf((byte)'\n') is var end and >= 0 ? lineStart + end : utf8.Length;
        if (lineEnd > lineStart && utf8[lineEnd - 1] == '\r')
            lineEnd--;

        at = Math.Min(at, lineEnd);
        var (from, to) = Window(utf8, lineStart, lineEnd, at);
        var text = new StringBuilder(from > lineStart ? "…" : "");
        var caret = new StringBuilder(from > lineStart ? " " : "");
        var carets = 0;
        for (var offset = from; offset < to;)
        {
            Rune.DecodeFromUtf8(utf8[offset..to], out var rune, out var length);
            var here = offset;
            offset += length;
            if (here == 0 && rune.Value == 0xFEFF)
                continue;

            var shown = Showable(rune);
            text.Append(shown.ToString());
            if (here < at)
                caret.Append(rune.Value == '\t' ? "\t" : new string(' ', Cells(shown)));
            else if (carets == 0 || here < at + marked)
            {
                carets++;
                caret.Append('^', Cells(shown));
            }
        }

        // The place is the end of the line: just behind the last character.
        if (carets == 0)
            caret.Append('^');

        return new LineExcerpt(text.Append(to < lineEnd ? "…" : "").ToString(), caret.ToString());
    }

    private static (int From, int To) Window(ReadOnlySpan<byte> utf8, int lineStart, int lineEnd, int at)
    {
        if (lineEnd - lineStart <= BytesShown)
            return (lineStart, lineEnd);

        var from = Math.Max(lineStart, Math.Min(at - (BytesShown / 2), lineEnd - BytesShown));
        var to = Math.Min(lineEnd, from + BytesShown);
        // At most three steps each: a character has no more bytes, and noise shall not lead them on.
        for (var step = 0; step < 3 && from > lineStart && IsInsideCharacter(utf8[from]); step++)
            from--;

        for (var step = 0; step < 3 && to < lineEnd && IsInsideCharacter(utf8[to]); step++)
            to++;

        return (from, to);
    }

    private static bool IsInsideCharacter(byte b) => (b & 0xC0) == 0x80;

    // Escape sequences and direction overrides in a hostile file must not reach a terminal.
    private static Rune Showable(Rune rune) =>
        rune.Value != '\t' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            ? Rune.ReplacementChar
            : rune;

    private static int Cells(Rune rune) => rune.Value switch
    {
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF => 2,
        >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 => 2,
        >= 0x1F300 and <= 0x1F64F or >= 0x1F900 and <= 0x1F9FF or >= 0x20000 and <= 0x3FFFD => 2,
        _ => 1,
    };
}
