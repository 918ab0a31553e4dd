using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Syntax;

/// <summary>Where places of an old text stand in the new one.</summary>
internal sealed class TextShift(IReadOnlyList<SpanEdit> edits)
{
    /// <summary>For texts whose edits are not known: one edit from the first difference to the last.</summary>
    public static TextShift Between(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var head = before.CommonPrefixLength(after);
        var most = Math.Min(before.Length, after.Length) - head;
        var tail = 0;
        while (tail < most && before[^(tail + 1)] == after[^(tail + 1)])
            tail++;

        return new TextShift([new SpanEdit(head, before.Length - head - tail, after[head..^tail].ToArray())]);
    }

    /// <summary>A start inside an edited span moves to the span's start.</summary>
    public int OfStart(int offset)
    {
        var shift = 0;
        foreach (var edit in edits)
        {
            if (edit.Start > offset || (edit.Start == offset && edit.Length > 0))
                break;

            if (offset < edit.End)
                return edit.Start + shift;

            shift += edit.Replacement.Length - edit.Length;
        }

        return offset + shift;
    }

    /// <summary>An end inside an edited span, or where text was inserted, moves to the span's new end.</summary>
    public int OfEnd(int offset)
    {
        var shift = 0;
        foreach (var edit in edits)
        {
            if (edit.Start > offset)
                break;

            shift += edit.Replacement.Length - edit.Length;
            if (offset < edit.End)
                return edit.End + shift;
        }

        return offset + shift;
    }
}
