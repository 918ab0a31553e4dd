using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Ouroboros.Workspaces.Staging;

/// <summary>Takes snapshots of workspaces. Taking one again only reads what changed since.</summary>
public sealed class SnapshotTaker(IFileRoots roots, TimeProvider clock)
{
    // A change within the clock tick of the last look leaves the same time stamp, so recent files are read again.
    private const long SettledNs = 2_000_000_000;

    private readonly ConcurrentDictionary<(string Root, RepoPath Path), (FileStat Stat, ContentHash Hash)> known = [];

    public async Task<Snapshot> TakeAsync(string root, CancellationToken cancellationToken)
    {
        using var files = roots.Open(root);
        var listing = TreeListing.Of(files, cancellationToken);
        return await TakeAsync(files, listing, files.Root, cancellationToken);
    }

    internal async Task<Snapshot> TakeAsync(IRootedFiles files, TreeListing listing, string root, CancellationToken cancellationToken)
    {
        var versions = new ConcurrentDictionary<RepoPath, FileVersion>();
        var unread = new ConcurrentBag<UnreadFile>(listing.Unread);
        await Parallel.ForEachAsync(listing.Files, cancellationToken, async (file, token) =>
        {
            var (path, stat) = file;
            if (!PrintableName.IsText(path.Value))
                unread.Add(new UnreadFile(PrintableName.Of(path.Value), "its name is not UTF-8"));
            else if (await HashAsync(files, path, stat, unread, token) is { } hash)
                versions[path] = new FileVersion(path, hash, stat.Length, stat.Mode);
        });
        return new Snapshot(root, versions) { Unread = [.. unread.OrderBy(u => u.Name, StringComparer.Ordinal)] };
    }

    private async Task<ContentHash?> HashAsync(
        IRootedFiles files, RepoPath path, FileStat stat, ConcurrentBag<UnreadFile> unread, CancellationToken cancellationToken)
    {
        if (known.TryGetValue((files.Root, path), out var last) && last.Stat == stat)
            return last.Hash;

        try
        {
            await using var content = files.OpenRead(path);
            if (content is null)
            {
                unread.Add(new UnreadFile(path.Value, "it vanished while the workspace was read"));
                return null;
            }

            var hash = new ContentHash(Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)));
            if (stat.ChangedNs + SettledNs < (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100)
                known[(files.Root, path)] = (stat, hash);

            return hash;
        }
        catch (IOException trouble)
        {
            unread.Add(new UnreadFile(path.Value, trouble.Message));
            return null;
        }
    }
}
