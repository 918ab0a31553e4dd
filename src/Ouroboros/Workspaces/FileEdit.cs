namespace Ouroboros.Workspaces;

/// <summary>One file's part of a patch.</summary>
public abstract record FileEdit(RepoPath Path)
{
    internal abstract void AppendTo(PatchDigest digest);
}

/// <summary>Replaces spans of the version named by <paramref name="Before"/>.</summary>
public sealed record ChangeFile : FileEdit
{
    public ChangeFile(RepoPath path, ContentHash before, IReadOnlyList<SpanEdit> edits)
        : base(path)
    {
        Before = before;
        Edits = SpanEdit.Ordered(edits, path);
    }

    public ContentHash Before { get; }

    /// <summary>Ordered by start, never overlapping.</summary>
    public IReadOnlyList<SpanEdit> Edits { get; }

    public byte[] ApplyTo(ReadOnlySpan<byte> before) => SpanEdit.Apply(Edits, before);

    internal override void AppendTo(PatchDigest digest)
    {
        digest.Add("change");
        digest.Add(Path.Value);
        digest.Add(Before.Hex);
        SpanEdit.Append(Edits, digest);
    }
}

/// <summary>Creates a file where none may stand.</summary>
public sealed record AddFile(RepoPath Path, ReadOnlyMemory<byte> Content, UnixFileMode Mode) : FileEdit(Path)
{
    internal override void AppendTo(PatchDigest digest)
    {
        digest.Add("add");
        digest.Add(Path.Value);
        digest.Add((int)Mode);
        digest.Add(Content.Span);
    }
}

/// <summary>Removes the version named by <paramref name="Before"/>.</summary>
public sealed record DeleteFile(RepoPath Path, ContentHash Before) : FileEdit(Path)
{
    internal override void AppendTo(PatchDigest digest)
    {
        digest.Add("delete");
        digest.Add(Path.Value);
        digest.Add(Before.Hex);
    }
}

/// <summary>Moves the version named by <paramref name="Before"/>, perhaps changed on the way.</summary>
public sealed record RenameFile(RepoPath Path, ContentHash Before, RepoPath To, IReadOnlyList<SpanEdit> Edits) : FileEdit(Path)
{
    public byte[] ApplyTo(ReadOnlySpan<byte> before) => SpanEdit.Apply(SpanEdit.Ordered(Edits, Path), before);

    internal override void AppendTo(PatchDigest digest)
    {
        digest.Add("rename");
        digest.Add(Path.Value);
        digest.Add(Before.Hex);
        digest.Add(To.Value);
        SpanEdit.Append(Edits, digest);
    }
}
