namespace Ouroboros.Workspaces.Staging;

/// <summary>
/// A private copy of a workspace as it stood at one moment, from which staging areas are made and restored, whatever
/// happens to the workspace meanwhile. Files keep mode and time, links are made again as links.
/// </summary>
public sealed class PristineCopy : IDisposable
{
    private readonly IFileRoots roots;
    private readonly PrivateDirectory directory;

    private PristineCopy(IFileRoots roots, PrivateDirectory directory, TreeListing listing, Snapshot snapshot, IReadOnlyList<LeftOutDirectory> leftOut)
    {
        this.roots = roots;
        this.directory = directory;
        Listing = listing;
        Snapshot = snapshot;
        LeftOut = leftOut;
    }

    /// <summary>Of the copy, though its root is the workspace's.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>What stands in the workspace only. Paths are the same beneath both roots.</summary>
    public IReadOnlyList<LeftOutDirectory> LeftOut { get; }

    internal TreeListing Listing { get; }

    internal IRootedFiles Files => directory.Files;

    /// <param name="parent">An existing directory of the user's own, on the workspace's file system where copies shall be cheap.</param>
    public static Task<PristineCopy> TakeAsync(
        IFileRoots roots, SnapshotTaker taker, string workspace, string parent, CancellationToken cancellationToken) =>
        TakeAsync(roots, taker, workspace, parent, _ => false, cancellationToken);

    /// <summary>The same without keys, credentials and whatever else no model may read: for programs that follow one.</summary>
    public static Task<PristineCopy> TakeDiscreetlyAsync(
        IFileRoots roots, SnapshotTaker taker, string workspace, string parent, CancellationToken cancellationToken) =>
        TakeAsync(roots, taker, workspace, parent, path => PathRules.WhyRefused(path) is not null, cancellationToken);

    private static async Task<PristineCopy> TakeAsync(
        IFileRoots roots, SnapshotTaker taker, string workspace, string parent, Func<RepoPath, bool> withheld, CancellationToken cancellationToken)
    {
        using var source = roots.Open(workspace);
        var origin = TreeListing.Of(source, cancellationToken);
        foreach (var path in origin.Files.Keys.Concat(origin.Links.Keys).Where(withheld).ToList())
        {
            origin.Files.Remove(path);
            origin.Links.Remove(path);
        }

        var directory = PrivateDirectory.Create(roots, parent, "pristine");
        try
        {
            TreeCopy.Make(source, origin, directory.Files, cancellationToken);
            var listing = TreeListing.Of(directory.Files, cancellationToken);
            listing.Unread.AddRange(origin.Unread);
            var snapshot = await taker.TakeAsync(directory.Files, listing, source.Root, cancellationToken);
            return new PristineCopy(roots, directory, listing, snapshot, origin.LeftOut);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Removes copies and staging areas of processes that were killed.</summary>
    public static void Sweep(IFileRoots roots, string parent) => PrivateDirectory.Sweep(roots, parent);

    /// <summary>Another private copy, for commands to run in and write to.</summary>
    public StagingArea Stage(string parent, CancellationToken cancellationToken)
    {
        var area = PrivateDirectory.Create(roots, parent, "stage");
        try
        {
            TreeCopy.Make(Files, Listing, area.Files, cancellationToken);
            return new StagingArea(this, area, cancellationToken);
        }
        catch
        {
            area.Dispose();
            throw;
        }
    }

    public void Dispose() => directory.Dispose();
}
