namespace Ouroboros.Workspaces;

/// <summary>One file of a patch as exact bytes. A null side means there was, or will be, no file.</summary>
public sealed record FileChange(RepoPath? Source, RepoPath? Target, byte[]? Before, byte[]? After)
{
    /// <summary>Where the file ends up, or where it was when it goes away.</summary>
    public RepoPath Path => Target ?? Source!.Value;
}

/// <summary>Gives the bytes behind a snapshot and behind the patches made against it.</summary>
public sealed class SnapshotReader(IContentStore contents)
{
    /// <summary>The bytes a file had when the snapshot was taken, or null when it had no such file.</summary>
    /// <exception cref="InvalidDataException">The bytes are gone: neither stored nor on the disk any more.</exception>
    public byte[]? Read(Snapshot snapshot, RepoPath path)
    {
        if (!snapshot.Files.TryGetValue(path, out var version))
            return null;

        return contents.Get(version.Hash) ?? FromDisk(snapshot, version);
    }

    /// <summary>What a patch does, file by file, in the order of their paths.</summary>
    public IReadOnlyList<FileChange> Read(Snapshot snapshot, Patch patch) =>
        [.. patch.Files.Select(edit => Read(snapshot, edit))];

    private FileChange Read(Snapshot snapshot, FileEdit edit)
    {
        switch (edit)
        {
            case AddFile add:
                return new FileChange(null, add.Path, null, add.Content.ToArray());
            case DeleteFile:
                return new FileChange(edit.Path, null, Existing(snapshot, edit.Path), null);
            case ChangeFile change:
                var before = Existing(snapshot, edit.Path);
                return new FileChange(edit.Path, edit.Path, before, change.ApplyTo(before));
            case RenameFile rename:
                var moved = Existing(snapshot, edit.Path);
                return new FileChange(edit.Path, rename.To, moved, rename.ApplyTo(moved));
            default:
                throw new InvalidOperationException($"A patch holds a {edit.GetType().Name}, which nothing here can read.");
        }
    }

    private byte[] Existing(Snapshot snapshot, RepoPath path) =>
        Read(snapshot, path) ?? throw new InvalidDataException($"The patch edits '{path}', which the workspace did not have when the run began.");

    // The hash proves the bytes, so it does not matter that the path might have been swapped in between.
    private static byte[] FromDisk(Snapshot snapshot, FileVersion version)
    {
        var place = version.Path.Under(snapshot.Root);
        var bytes = File.Exists(place) ? File.ReadAllBytes(place) : [];
        return ContentHash.Of(bytes) == version.Hash
            ? bytes
            : throw new InvalidDataException($"'{version.Path}' changed while the run was working on it; run again.");
    }
}
