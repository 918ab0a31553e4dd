using System.Text;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.EditFormats.Placing;

/// <summary>A file while edits are made in it, one after the other: lines, each with its end, and where it stood in the file as it is.</summary>
internal sealed class Workpiece
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly List<Piece> pieces = [];
    private readonly int[] starts;
    private readonly int length;
    private readonly string lineEnd;

    private Workpiece(byte[] content, string text)
    {
        var bytes = new List<int>();
        var (at, offset) = (0, text is ['\uFEFF', ..] ? 3 : 0);
        foreach (var (line, end) in Split(offset > 0 ? text[1..] : text))
        {
            bytes.Add(offset);
            pieces.Add(new Piece(line, end, at++));
            offset += Encoding.UTF8.GetByteCount(line) + end.Length;
        }

        (starts, length) = ([.. bytes, offset], content.Length);
        lineEnd = pieces.Where(p => p.End.Length > 0).GroupBy(p => p.End).MaxBy(g => g.Count())?.Key ?? "\n";
    }

    /// <summary>The lines as they are now.</summary>
    public IReadOnlyList<string> Lines => lines ??= [.. pieces.Select(p => p.Text)];

    private string[]? lines;

    /// <summary>Null for what is no text in UTF-8.</summary>
    public static Workpiece? Of(byte[] content)
    {
        if (content.AsSpan().Contains((byte)0))
            return null;

        try
        {
            return new Workpiece(content, Strict.GetString(content));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Puts lines in the place of those from one to another.</summary>
    public void Replace(int from, int to, IReadOnlyList<string> fresh)
    {
        var atEnd = to == pieces.Count;
        var lastEnd = atEnd && pieces is [.., var last] ? last.End : lineEnd;

        // Behind a line that had no end until now.
        if (atEnd && from == to && from > 0 && fresh.Count > 0 && pieces[from - 1].End.Length == 0)
            pieces[from - 1] = pieces[from - 1] with { End = lineEnd, Origin = -1 };

        pieces.RemoveRange(from, to - from);
        pieces.InsertRange(from, fresh.Select((f, i) => new Piece(f, i == fresh.Count - 1 && atEnd ? lastEnd : lineEnd, -1)));
        lines = null;
    }

    /// <summary>Where a line stood before anything was changed, or the nearest above it; counted from 1.</summary>
    public int OriginOf(int line)
    {
        for (var i = Math.Min(line, pieces.Count - 1); i >= 0; i--)
        {
            if (pieces[i].Origin >= 0)
                return pieces[i].Origin + 1;
        }

        return 1;
    }

    /// <summary>What was changed, as bytes of the file.</summary>
    public IReadOnlyList<SpanEdit> ToEdits()
    {
        var edits = new List<SpanEdit>();
        var (next, pending) = (0, new StringBuilder());
        foreach (var piece in pieces)
        {
            if (piece.Origin < 0)
            {
                pending.Append(piece.Text).Append(piece.End);
                continue;
            }

            Flush(piece.Origin);
            next = piece.Origin + 1;
        }

        Flush(starts.Length - 1);
        return edits;

        void Flush(int until)
        {
            var (start, end) = (starts[next], until == starts.Length - 1 ? length : starts[until]);
            if (end > start || pending.Length > 0)
                edits.Add(new SpanEdit(start, end - start, Encoding.UTF8.GetBytes(pending.ToString())));

            pending.Clear();
        }
    }

    private static IEnumerable<(string Line, string End)> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\n')
                continue;

            var cut = i > start && text[i - 1] == '\r' ? i - 1 : i;
            yield return (text[start..cut], text[cut..(i + 1)]);
            start = i + 1;
        }

        if (start < text.Length)
            yield return (text[start..], "");
    }

    private readonly record struct Piece(string Text, string End, int Origin);
}
