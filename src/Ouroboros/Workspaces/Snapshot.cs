using System.Security.Cryptography;
using System.Text;

namespace Ouroboros.Workspaces;

/// <summary>One file as it stood when the snapshot was taken.</summary>
public sealed record FileVersion(RepoPath Path, ContentHash Hash, long Length, UnixFileMode Mode);

/// <summary>A file that stands in the workspace and yet not in its snapshot.</summary>
public sealed record UnreadFile(string Name, string Why);

/// <summary>
/// The files of a workspace at one moment, by hash. Directories that no patch may touch or that only tools fill
/// (.git, .ouroboros, caches, virtual environments) are left out.
/// </summary>
public sealed class Snapshot(string root, IReadOnlyDictionary<RepoPath, FileVersion> files)
{
    /// <summary>Absolute path of the workspace root.</summary>
    public string Root => root;

    public IReadOnlyDictionary<RepoPath, FileVersion> Files => files;

    /// <summary>What could not be read, by a printable name, and why.</summary>
    public IReadOnlyList<UnreadFile> Unread { get; init; } = [];

    /// <summary>Same files, same hash.</summary>
    public ContentHash TreeHash { get; } = HashTree(files);

    /// <summary>What stands in a file, where it still is what it was and no larger than that; null otherwise.</summary>
    public byte[]? Unchanged(RepoPath path, long largest)
    {
        if (!files.TryGetValue(path, out var version) || version.Length > largest)
            return null;

        try
        {
            var text = File.ReadAllBytes(path.Under(root));
            return ContentHash.Of(text) == version.Hash ? text : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ContentHash HashTree(IReadOnlyDictionary<RepoPath, FileVersion> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Values.OrderBy(f => f.Path))
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\0{file.Hash}\0{(int)file.Mode}\n"));

        return new ContentHash(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
