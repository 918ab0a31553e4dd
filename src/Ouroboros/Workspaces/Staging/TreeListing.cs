namespace Ouroboros.Workspaces.Staging;

/// <summary>Everything beneath a root but what is left out, as the kernel described it. Links are listed, never followed.</summary>
public sealed class TreeListing
{
    public Dictionary<RepoPath, FileStat> Files { get; } = [];

    public List<RepoPath> Directories { get; } = [];

    public Dictionary<RepoPath, FileStat> Links { get; } = [];

    public List<LeftOutDirectory> LeftOut { get; } = [];

    public List<UnreadFile> Unread { get; } = [];

    public static TreeListing Of(IRootedFiles files, CancellationToken cancellationToken)
    {
        var listing = new TreeListing();
        var open = new Stack<RepoPath?>([null]);
        while (open.TryPop(out var directory))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (directory is { } inner)
                listing.Directories.Add(inner);

            foreach (var child in listing.Enter(files, directory))
                open.Push(child);
        }

        return listing;
    }

    private List<RepoPath> Enter(IRootedFiles files, RepoPath? directory)
    {
        var children = new List<RepoPath>();
        var entries = List(files, directory);
        var isProject = entries.Any(e => e.Name.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase));
        foreach (var entry in entries)
        {
            if (!RepoPath.TryJoin(directory, entry.Name, out var path))
            {
                Unread.Add(new UnreadFile(PrintableName.Of(entry.Name), "its path is too long"));
                continue;
            }

            // By name whatever its kind: in a linked worktree .git is a file.
            if (LeftOutDirectory.ReasonByName(entry.Name) is { } named)
                LeftOut.Add(new LeftOutDirectory(path, named));
            else if (isProject && entry.Stat.Kind == FileKind.Directory && LeftOutDirectory.IsBuilt(entry.Name))
                LeftOut.Add(new LeftOutDirectory(path, LeftOutReason.Cache));
            else if (entry.Stat.Kind == FileKind.Directory && IsEnvironment(files, path))
                LeftOut.Add(new LeftOutDirectory(path, LeftOutReason.Dependencies));
            else if (entry.Stat.Kind == FileKind.Directory)
                children.Add(path);
            else if (entry.Stat.Kind == FileKind.Link)
                Links[path] = entry.Stat;
            else if (entry.Stat.Kind == FileKind.File)
                Files[path] = entry.Stat;
            else
                Unread.Add(new UnreadFile(PrintableName.Of(path.Value), "it is a socket, pipe or device"));
        }

        return children;
    }

    private IReadOnlyList<FileEntry> List(IRootedFiles files, RepoPath? directory)
    {
        try
        {
            return files.List(directory);
        }
        catch (FileTroubleException trouble) when (directory is { } path)
        {
            Unread.Add(new UnreadFile(PrintableName.Of(path.Value), trouble.Message));
            return [];
        }
    }

    private static bool IsEnvironment(IRootedFiles files, RepoPath directory)
    {
        try
        {
            return RepoPath.TryJoin(directory, "pyvenv.cfg", out var mark) && files.Stat(mark) is { Kind: FileKind.File };
        }
        catch (FileTroubleException)
        {
            return false;
        }
    }
}
