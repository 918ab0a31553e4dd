namespace Ouroboros.Workspaces.Diffs;

/// <summary>One file's part of a patch as lines.</summary>
/// <param name="Header">Lines that stand before the first hunk, in git's form.</param>
public sealed record FileDiff(RepoPath Path, IReadOnlyList<string> Header, IReadOnlyList<Hunk> Hunks)
{
    public int Added => Hunks.Sum(h => h.Lines.Count(l => l.Kind == LineKind.Added));

    public int Removed => Hunks.Sum(h => h.Lines.Count(l => l.Kind == LineKind.Removed));
}

/// <summary>Neighbouring changes with the lines around them. Starts count from 1; the start of no lines is the line before.</summary>
public sealed record Hunk(int OldStart, int OldCount, int NewStart, int NewCount, IReadOnlyList<DiffLine> Lines)
{
    public string Title => $"@@ -{Range(OldStart, OldCount)} +{Range(NewStart, NewCount)} @@";

    private static string Range(int start, int count) => count == 1 ? $"{start}" : $"{start},{count}";
}

public enum LineKind : byte
{
    Kept = (byte)' ',
    Added = (byte)'+',
    Removed = (byte)'-',
}

/// <summary>A line with its own ending, which the last line of a file may lack.</summary>
public readonly record struct DiffLine(LineKind Kind, ReadOnlyMemory<byte> Bytes)
{
    public bool Ends => Bytes.Length > 0 && Bytes.Span[^1] == (byte)'\n';
}
