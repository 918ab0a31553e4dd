namespace Ouroboros.Workspaces;

public enum FileKind
{
    File,
    Directory,
    Link,

    /// <summary>A socket, pipe or device.</summary>
    Other,
}

/// <summary>What stands at one path. Links are described, never followed.</summary>
/// <param name="ChangedNs">When the kernel last saw content or attributes change; unlike <paramref name="ModifiedNs"/> nobody can set it.</param>
/// <param name="Names">How many names (hard links) lead to it.</param>
public readonly record struct FileStat(
    FileKind Kind, long Length, UnixFileMode Mode, long ModifiedNs, long ChangedNs, ulong Device, ulong Inode, uint Names,
    FileOwner Owner);

public readonly record struct FileOwner(uint User, uint Group);

/// <summary>
/// One name in a directory. Bytes that are no UTF-8 stand in <paramref name="Name"/> as lone surrogates, so that every
/// name can be given back to the kernel exactly.
/// </summary>
public readonly record struct FileEntry(string Name, FileStat Stat);

/// <summary>A file's bytes and what the kernel said of the very file they were read from.</summary>
public sealed record FileReading(byte[] Content, FileStat Stat);
