namespace Ouroboros.Workspaces.Staging;

/// <summary>A private copy of a workspace for commands to run in. What they change is found, and put back.</summary>
public sealed class StagingArea : IDisposable
{
    private readonly PristineCopy pristine;
    private readonly PrivateDirectory directory;
    private readonly Dictionary<RepoPath, FileStat> placed;
    private readonly HashSet<RepoPath> directories;

    internal StagingArea(PristineCopy pristine, PrivateDirectory directory, CancellationToken cancellationToken)
    {
        this.pristine = pristine;
        this.directory = directory;
        directories = [.. pristine.Listing.Directories];
        var listing = TreeListing.Of(directory.Files, cancellationToken);
        placed = listing.Files.Concat(listing.Links).ToDictionary();
    }

    /// <summary>Absolute path; a sandbox mounts it where the workspace stands.</summary>
    public string Root => directory.Files.Root;

    /// <summary>What the workspace has and this copy has not. Those with <see cref="LeftOutReason.Dependencies"/> want a read-only mount.</summary>
    public IReadOnlyList<LeftOutDirectory> LeftOut => pristine.LeftOut;

    /// <summary>Writes a patch made against the pristine copy.</summary>
    public void Write(Patch patch)
    {
        foreach (var edit in patch.Files)
            Write(edit);
    }

    /// <summary>
    /// Takes over what another copy has and this one has not, such as what a build made there. Links stay behind, and so does what commands
    /// that ran there put out of reach.
    /// </summary>
    internal void Complete(IRootedFiles other, CancellationToken cancellationToken)
    {
        var open = new Stack<RepoPath?>([null]);
        while (open.TryPop(out var parent))
        {
            foreach (var entry in IfInReach(() => other.List(parent)) ?? [])
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (RepoPath.TryJoin(parent, entry.Name, out var path) && Take(other, path, entry.Stat.Kind))
                    open.Push(path);
            }
        }
    }

    /// <summary>Puts back whatever differs from the pristine copy, and removes what is not in it, caches included.</summary>
    public void Restore(CancellationToken cancellationToken)
    {
        var files = directory.Files;
        var (kept, seenDirectories) = RemoveStrangers(files, cancellationToken);
        foreach (var path in pristine.Listing.Directories.Where(d => !seenDirectories.Contains(d)))
            files.MakeDirectory(path, TreeRemoval.OwnerAll);

        foreach (var path in placed.Keys.Where(p => !kept.Contains(p)).ToList())
            PlaceAgain(files, path);
    }

    /// <summary>What commands did to the files, as a patch against the pristine copy. Caches are left out.</summary>
    public TreeDifference Difference(CancellationToken cancellationToken) => Difference(DifferenceLimits.None, cancellationToken);

    /// <summary>The same of commands that nobody vouches for.</summary>
    public TreeDifference Difference(DifferenceLimits limits, CancellationToken cancellationToken) =>
        TreeDifference.Between(pristine, directory.Files, placed, limits, cancellationToken);

    public void Dispose() => directory.Dispose();

    private (HashSet<RepoPath> Kept, HashSet<RepoPath> Directories) RemoveStrangers(IRootedFiles files, CancellationToken cancellationToken)
    {
        HashSet<RepoPath> kept = [], seen = [];
        var open = new Stack<RepoPath?>([null]);
        while (open.TryPop(out var parent))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (parent is { } inner && files.Stat(inner) is { } stat && (stat.Mode & TreeRemoval.OwnerAll) != TreeRemoval.OwnerAll)
                files.SetMode(inner, TreeRemoval.OwnerAll);

            foreach (var entry in files.List(parent))
            {
                if (!RepoPath.TryJoin(parent, entry.Name, out var path))
                    throw new FileTroubleException(FileTrouble.Other, $"A command made paths too deep to restore in {files.Root}.");

                if (entry.Stat.Kind == FileKind.Directory && directories.Contains(path) && seen.Add(path))
                    open.Push(path);
                else if (placed.TryGetValue(path, out var asPlaced) && asPlaced == entry.Stat)
                    kept.Add(path);
                else if (!IsMountPoint(path, entry.Stat))
                    TreeRemoval.Remove(files, path);
            }
        }

        return (kept, seen);
    }

    // A sandbox makes an empty directory to mount dependencies on; making it anew each time would be waste.
    private bool IsMountPoint(RepoPath path, FileStat stat) =>
        stat.Kind == FileKind.Directory && LeftOut.Any(l => l.Path == path && l.Reason == LeftOutReason.Dependencies);

    private object Copied(IRootedFiles other, RepoPath path)
    {
        other.Copy(path, directory.Files, path);
        return path;
    }

    private static T? IfInReach<T>(Func<T> act)
        where T : class
    {
        try
        {
            return act();
        }
        catch (FileTroubleException trouble) when (trouble.Trouble is FileTrouble.Missing or FileTrouble.Denied or FileTrouble.WrongKind or FileTrouble.Link)
        {
            return null;
        }
    }

    /// <summary>Whether it is a directory to look into.</summary>
    private bool Take(IRootedFiles other, RepoPath path, FileKind kind)
    {
        var known = directory.Files.Stat(path);
        if (kind == FileKind.File && known is null)
            IfInReach(() => Copied(other, path));

        if (kind != FileKind.Directory || known is { Kind: not FileKind.Directory })
            return false;

        if (known is null)
            directory.Files.MakeDirectory(path, TreeRemoval.OwnerAll);

        return true;
    }

    private void PlaceAgain(IRootedFiles files, RepoPath path)
    {
        if (placed[path].Kind == FileKind.Link)
            files.CreateLink(path, pristine.Files.ReadLink(path));
        else
            pristine.Files.Copy(path, files, path);

        placed[path] = files.Stat(path)!.Value;
    }

    private void Write(FileEdit edit)
    {
        switch (edit)
        {
            case AddFile add:
                Create(add.Path, add.Content.Span, add.Mode);
                break;
            case ChangeFile change:
                var (content, mode) = Pristine(change.Path);
                directory.Files.Remove(change.Path);
                Create(change.Path, change.ApplyTo(content), mode);
                break;
            case DeleteFile delete:
                directory.Files.Remove(delete.Path);
                break;
            case RenameFile rename:
                var (moved, movedMode) = Pristine(rename.Path);
                directory.Files.Remove(rename.Path);
                Create(rename.To, rename.ApplyTo(moved), movedMode);
                break;
            default:
                throw new InvalidOperationException($"A patch holds a {edit.GetType().Name}, which nothing here can write.");
        }
    }

    private (byte[] Content, UnixFileMode Mode) Pristine(RepoPath path) =>
        pristine.Files.Read(path) is var (content, stat)
            ? (content, stat.Mode)
            : throw new InvalidDataException($"The patch edits '{path}', which the workspace did not have when it was copied.");

    private void Create(RepoPath path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var missing = new Stack<RepoPath>();
        for (var parent = path.Parent; parent is { } above && directory.Files.Stat(above) is null; parent = above.Parent)
            missing.Push(above);

        foreach (var above in missing)
            directory.Files.MakeDirectory(above, TreeRemoval.OwnerAll);

        directory.Files.CreateHastily(path, content, mode);
    }
}
