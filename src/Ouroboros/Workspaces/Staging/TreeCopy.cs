namespace Ouroboros.Workspaces.Staging;

/// <summary>Copies listed trees, one entry at a time.</summary>
internal static class TreeCopy
{
    public static void Make(IRootedFiles source, TreeListing listing, IRootedFiles target, CancellationToken cancellationToken)
    {
        // A parent is always listed before its children.
        foreach (var directory in listing.Directories)
            target.MakeDirectory(directory, TreeRemoval.OwnerAll);

        foreach (var file in listing.Files.Keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CopyIfStillThere(source, target, file, listing);
        }

        foreach (var link in listing.Links.Keys)
            target.CreateLink(link, source.ReadLink(link));
    }

    private static void CopyIfStillThere(IRootedFiles source, IRootedFiles target, RepoPath file, TreeListing listing)
    {
        try
        {
            source.Copy(file, target, file);
        }
        catch (FileTroubleException trouble) when (trouble.Trouble is FileTrouble.Missing or FileTrouble.Denied or FileTrouble.WrongKind)
        {
            listing.Unread.Add(new UnreadFile(PrintableName.Of(file.Value), trouble.Message));
        }
    }
}

/// <summary>Removes whole trees of our own, whatever was put into them.</summary>
internal static class TreeRemoval
{
    public const UnixFileMode OwnerAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void Remove(IRootedFiles files, RepoPath path)
    {
        if (files.Stat(path) is not { } stat)
            return;

        if (stat.Kind != FileKind.Directory)
        {
            files.Remove(path);
            return;
        }

        // Two visits each: the first empties it and queues what is inside, the second finds it empty.
        var open = new Stack<RepoPath>([path]);
        while (open.TryPeek(out var directory))
        {
            if (!Empty(files, directory, open) && files.RemoveDirectory(directory))
                open.Pop();
        }
    }

    private static bool Empty(IRootedFiles files, RepoPath directory, Stack<RepoPath> open)
    {
        // A command may have taken our own rights away.
        if (files.Stat(directory) is { } stat && (stat.Mode & OwnerAll) != OwnerAll)
            files.SetMode(directory, stat.Mode | OwnerAll);

        var deeper = false;
        foreach (var entry in files.List(directory))
        {
            if (!RepoPath.TryJoin(directory, entry.Name, out var child))
                throw new FileTroubleException(FileTrouble.Other, $"'{PrintableName.Of(directory.Value)}' in {files.Root} is nested too deeply to be removed.");

            if (entry.Stat.Kind == FileKind.Directory)
            {
                open.Push(child);
                deeper = true;
            }
            else
            {
                files.Remove(child);
            }
        }

        return deeper;
    }
}
