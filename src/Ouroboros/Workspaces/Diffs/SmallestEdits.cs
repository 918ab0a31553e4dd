namespace Ouroboros.Workspaces.Diffs;

/// <summary>The smallest spans that lead from one text to another, line by line, and never half a character.</summary>
internal static class SmallestEdits
{
    public static SpanEdit[] Between(byte[] before, byte[] after)
    {
        if (before.AsSpan().SequenceEqual(after))
            return [];

        var (old, now) = (new TextLines(before), new TextLines(after));
        var whole = Trimmed(before, 0..before.Length, after, 0..after.Length);
        return [.. LineChanges.Of([whole], old, now)
            .Select(c => Trimmed(before, old.StartOf(c.OldStart)..old.StartOf(c.OldEnd), after, now.StartOf(c.NewStart)..now.StartOf(c.NewEnd)))];
    }

    private static SpanEdit Trimmed(byte[] before, Range from, byte[] after, Range to)
    {
        ReadOnlySpan<byte> old = before.AsSpan(from), now = after.AsSpan(to);
        var head = old.CommonPrefixLength(now);
        while (head > 0 && (IsInside(old, head) || IsInside(now, head)))
            head--;

        var tail = 0;
        while (tail < Math.Min(old.Length, now.Length) - head && old[^(tail + 1)] == now[^(tail + 1)])
            tail++;

        while (tail > 0 && IsInside(old, old.Length - tail))
            tail--;

        return new SpanEdit(from.Start.Value + head, old.Length - head - tail, now[head..^tail].ToArray());
    }

    private static bool IsInside(ReadOnlySpan<byte> text, int at) => at < text.Length && (text[at] & 0b1100_0000) == 0b1000_0000;
}
