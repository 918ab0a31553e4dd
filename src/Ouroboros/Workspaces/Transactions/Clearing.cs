namespace Ouroboros.Workspaces.Transactions;

/// <summary>Takes away directories that transactions of ours made, as long as nobody else uses them.</summary>
internal static class Clearing
{
    /// <param name="directories">Children first.</param>
    public static void RemoveEmptied(IRootedFiles files, IEnumerable<RepoPath> directories)
    {
        foreach (var directory in directories)
        {
            if (files.Stat(directory) is { Kind: FileKind.Directory } && files.RemoveDirectory(directory))
                files.Sync(directory.Parent);
        }
    }

    /// <summary>Those that do not exist yet on the way to a path, parents first.</summary>
    public static IEnumerable<RepoPath> MissingAbove(IRootedFiles files, RepoPath path)
    {
        var missing = new Stack<RepoPath>();
        for (var parent = path.Parent; parent is { } above && files.Stat(above) is null; parent = above.Parent)
            missing.Push(above);

        return missing;
    }
}
