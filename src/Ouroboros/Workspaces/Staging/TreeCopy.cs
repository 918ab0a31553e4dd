using System.Security.Cryptography;

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
            IfStillThere(file, listing, () => source.Copy(file, target, file));
        }

        foreach (var link in listing.Links.Keys)
            IfStillThere(link, listing, () => target.CreateLink(link, source.ReadLink(link)));
    }

    private static void IfStillThere(RepoPath path, TreeListing listing, Action copy)
    {
        try
        {
            copy();
        }
        catch (FileTroubleException trouble)
            when (trouble.Trouble is FileTrouble.Missing or FileTrouble.Denied or FileTrouble.WrongKind or FileTrouble.Link)
        {
            listing.Unread.Add(new UnreadFile(PrintableName.Of(path.Value), trouble.Message));
        }
    }
}

/// <summary>Removes whole trees of our own, whatever was put into them.</summary>
internal static class TreeRemoval
{
    // In characters, each of up to three bytes; the kernel takes 4095 bytes in all.
    private const int DeepestPath = 1000;

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
            if (!Empty(files, path, directory, open) && files.RemoveDirectory(directory))
                open.Pop();
        }
    }

    // A hostile command can nest deeper than any path can say; such a directory is moved up before it is entered.
    private static RepoPath Hoist(IRootedFiles files, RepoPath directory, RepoPath top)
    {
        var hoisted = RepoPath.Parse($"{top.Value}/{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        files.Place(directory, hoisted);
        return hoisted;
    }

    private static bool Empty(IRootedFiles files, RepoPath top, RepoPath directory, Stack<RepoPath> open)
    {
        // A command may have taken our own rights away.
        if (files.Stat(directory) is { } stat && (stat.Mode & OwnerAll) != OwnerAll)
            files.SetMode(directory, stat.Mode | OwnerAll);

        var deeper = false;
        foreach (var entry in files.List(directory))
        {
            var child = RepoPath.Parse($"{directory.Value}/{entry.Name}");
            if (entry.Stat.Kind == FileKind.Directory)
            {
                open.Push(child.Value.Length < DeepestPath ? child : Hoist(files, child, top));
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
