namespace Ouroboros.Workspaces;

/// <summary>
/// Files beneath one root that is held open. Every path is resolved by the kernel, from that root, without following any
/// link: a link swapped in for a directory makes the call fail, never reach outside.
/// </summary>
/// <exception cref="FileTroubleException">Every member: what went wrong, with the path and what to do.</exception>
public interface IRootedFiles : IDisposable
{
    /// <summary>Absolute path the root had when it was opened.</summary>
    string Root { get; }

    /// <summary>Null when nothing stands there. A null path is the root.</summary>
    FileStat? Stat(RepoPath? path);

    /// <summary>Names in one directory, in no order. A null directory is the root.</summary>
    IReadOnlyList<FileEntry> List(RepoPath? directory);

    /// <summary>A regular file's bytes. Null when nothing stands there.</summary>
    FileReading? Read(RepoPath path);

    /// <summary>A regular file. Null when nothing stands there.</summary>
    Stream? OpenRead(RepoPath path);

    /// <summary>Follows links as long as they stay beneath the root, and says where they led.</summary>
    (FileReading Reading, RepoPath Real)? ReadThroughLinks(RepoPath path);

    string ReadLink(RepoPath path);

    /// <summary>Writes a file that may not exist yet. It has reached the disk on return.</summary>
    void Create(RepoPath path, ReadOnlySpan<byte> content, UnixFileMode mode, FileOwner? owner);

    /// <summary>The same for copies nobody relies on after a crash.</summary>
    void CreateHastily(RepoPath path, ReadOnlySpan<byte> content, UnixFileMode mode);

    /// <summary>A private copy with mode and modification time, by reference where the file system can. It need not reach the disk.</summary>
    void Copy(RepoPath from, IRootedFiles target, RepoPath to);

    void CreateLink(RepoPath path, string target);

    /// <summary>Renames over whatever file stands at <paramref name="to"/>.</summary>
    void Replace(RepoPath from, RepoPath to);

    /// <summary>Renames where nothing may stand yet; the kernel refuses otherwise.</summary>
    void Place(RepoPath from, RepoPath to);

    void Remove(RepoPath path);

    void SetMode(RepoPath path, UnixFileMode mode);

    void MakeDirectory(RepoPath path, UnixFileMode mode);

    /// <summary>False when something is still in it.</summary>
    bool RemoveDirectory(RepoPath path);

    /// <summary>Makes the names in a directory durable. A null directory is the root.</summary>
    void Sync(RepoPath? directory);
}

/// <summary>Opens roots.</summary>
public interface IFileRoots
{
    IRootedFiles Open(string absolutePath);
}
