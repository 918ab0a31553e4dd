namespace Ouroboros.Workspaces;

/// <summary>Replaces <paramref name="Length"/> bytes at <paramref name="Start"/> of a known file version.</summary>
public readonly record struct SpanEdit(int Start, int Length, ReadOnlyMemory<byte> Replacement)
{
    public int End => Start + Length;

    /// <summary>One span, from the first byte that differs to the last.</summary>
    public static SpanEdit Between(ReadOnlySpan<byte> before, byte[] after)
    {
        var start = before.CommonPrefixLength(after);
        var end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && before[^(end + 1)] == after[^(end + 1)])
            end++;

        return new SpanEdit(start, before.Length - start - end, after.AsMemory(start, after.Length - start - end));
    }

    internal static IReadOnlyList<SpanEdit> Ordered(IReadOnlyList<SpanEdit> edits, RepoPath path)
    {
        SpanEdit[] ordered = [.. edits.OrderBy(e => e.Start)];
        for (var i = 0; i < ordered.Length; i++)
        {
            var previousEnd = i == 0 ? 0 : ordered[i - 1].End;
            if (ordered[i].Length < 0 || ordered[i].Start < previousEnd)
                throw new ArgumentException($"Edits of '{path}' overlap at byte {ordered[i].Start}.");
        }

        return ordered;
    }

    internal static byte[] Apply(IReadOnlyList<SpanEdit> edits, ReadOnlySpan<byte> before)
    {
        var length = before.Length;
        foreach (var edit in edits)
            length += edit.Replacement.Length - edit.Length;

        var after = new byte[length];
        int read = 0, written = 0;
        foreach (var edit in edits)
        {
            before[read..edit.Start].CopyTo(after.AsSpan(written));
            written += edit.Start - read;
            edit.Replacement.Span.CopyTo(after.AsSpan(written));
            written += edit.Replacement.Length;
            read = edit.End;
        }

        before[read..].CopyTo(after.AsSpan(written));
        return after;
    }

    internal static void Append(IReadOnlyList<SpanEdit> edits, PatchDigest digest)
    {
        digest.Add(edits.Count);
        foreach (var edit in edits)
        {
            digest.Add(edit.Start);
            digest.Add(edit.Length);
            digest.Add(edit.Replacement.Span);
        }
    }
}
