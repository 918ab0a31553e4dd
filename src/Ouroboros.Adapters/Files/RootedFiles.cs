using Microsoft.Win32.SafeHandles;
using Ouroboros.Workspaces;

namespace Ouroboros.Adapters.Files;

/// <summary>Files beneath a directory that is held open, reached through it alone.</summary>
internal sealed unsafe partial class RootedFiles(string root, SafeFileHandle held, IFailPoints failPoints) : IRootedFiles
{
    private const int TypeMask = 0xF000, TypeFile = 0x8000, TypeDirectory = 0x4000, TypeLink = 0xA000;

    public string Root => root;

    public FileStat? Stat(RepoPath? path)
    {
        var name = path?.Value ?? ".";
        using var file = Descent.Open(held, name, Libc.PathOnly | Libc.NoFollow, 0);
        if (!file.IsInvalid)
            return StatOf(file, name);

        return IsAbsent(Libc.Error) ? null : throw Problem("look at", name);
    }

    public IReadOnlyList<FileEntry> List(RepoPath? directory)
    {
        var path = directory?.Value ?? ".";
        using var opened = Descent.Open(held, path, Libc.ReadOnly | Libc.DirectoryOnly, 0);
        if (opened.IsInvalid)
            throw Problem("list", path);

        var entries = new List<FileEntry>();
        var buffer = stackalloc byte[16384];
        while (true)
        {
            var length = Libc.ReadDirectory(Descent.Number(opened), buffer, 16384);
            if (length < 0)
                throw Problem("list", path);
            if (length == 0)
                return entries;

            for (var at = 0; at < length; at += *(ushort*)(buffer + at + 16))
                AddEntry(opened, buffer + at + 19, entries);
        }
    }

    public FileReading? Read(RepoPath path)
    {
        using var file = OpenFile(path);
        return file is null ? null : Read(file, path.Value);
    }

    public Stream? OpenRead(RepoPath path) => OpenFile(path) is { } file ? new FileStream(file, FileAccess.Read, 1) : null;

    public (FileReading Reading, RepoPath Real)? ReadThroughLinks(RepoPath path)
    {
        using var file = Descent.OpenThroughLinks(held, path.Value, Libc.ReadOnly | Libc.NonBlocking);
        if (file.IsInvalid)
            return IsAbsent(Libc.Error) ? null : throw Problem("read", path.Value);

        RequireFile(StatOf(file, path.Value), path.Value);
        var prefix = PlaceOf(held) + "/";
        var place = PlaceOf(file);
        return place.StartsWith(prefix, StringComparison.Ordinal) && RepoPath.TryParse(place[prefix.Length..], out var real)
            ? (Read(file, path.Value), real)
            : throw Trouble.With("read", path.Value, root, Libc.CrossDevice);
    }

    public string ReadLink(RepoPath path)
    {
        using var parent = OpenParent(path, "read the link", out var name);
        var buffer = stackalloc byte[4096];
        fixed (byte* bytes = NativeName.Encode(name))
        {
            var length = Libc.readlinkat(Descent.Number(parent), bytes, buffer, 4096);
            return length >= 0 ? NativeName.Decode(new ReadOnlySpan<byte>(buffer, (int)length)) : throw Problem("read the link", path.Value);
        }
    }

    public void Dispose() => held.Dispose();

    private SafeFileHandle? OpenFile(RepoPath path)
    {
        // A pipe put in a file's place must not make this wait for a writer.
        var file = Descent.Open(held, path.Value, Libc.ReadOnly | Libc.NonBlocking | Libc.NoFollow, 0);
        if (file.IsInvalid)
        {
            file.Dispose();
            return IsAbsent(Libc.Error) ? null : throw Problem("read", path.Value);
        }

        RequireFile(StatOf(file, path.Value), path.Value);
        return file;
    }

    private FileReading Read(SafeFileHandle file, string path)
    {
        var stat = StatOf(file, path);
        if (stat.Length > Array.MaxLength)
            throw new FileTroubleException(FileTrouble.Other, $"'{path}' in {root} is larger than 2 GB, more than can be edited.");

        // A file that grows meanwhile is cut where it ended when it was looked at; its hash then says that it changed.
        var content = new byte[stat.Length];
        var read = 0;
        while (read < content.Length && RandomAccess.Read(file, content.AsSpan(read), read) is > 0 and var count)
            read += count;

        return new FileReading(read == content.Length ? content : content[..read], stat);
    }

    private void AddEntry(SafeFileHandle directory, byte* name, List<FileEntry> entries)
    {
        var bytes = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name);
        if (bytes.SequenceEqual("."u8) || bytes.SequenceEqual(".."u8))
            return;

        // Gone between the listing and the look: as if it had never been listed.
        Statx result;
        if (Libc.statx(Descent.Number(directory), name, Libc.LinkItself, Statx.BasicStats, &result) == 0)
            entries.Add(new FileEntry(NativeName.Decode(bytes), ToStat(result)));
    }

    private FileStat StatOf(SafeFileHandle file, string path)
    {
        Statx result;
        byte nothing = 0;
        return Libc.statx(Descent.Number(file), &nothing, Libc.EmptyPath, Statx.BasicStats, &result) == 0
            ? ToStat(result)
            : throw Problem("look at", path);
    }

    private static FileStat ToStat(Statx raw) => new(
        (raw.Mode & TypeMask) switch
        {
            TypeFile => FileKind.File,
            TypeDirectory => FileKind.Directory,
            TypeLink => FileKind.Link,
            _ => FileKind.Other,
        },
        (long)raw.Size, (UnixFileMode)(raw.Mode & 0xFFF),
        (raw.ModifiedSeconds * 1_000_000_000) + raw.ModifiedNanoseconds, (raw.ChangedSeconds * 1_000_000_000) + raw.ChangedNanoseconds,
        ((ulong)raw.DeviceMajor << 32) | raw.DeviceMinor, raw.Inode, raw.Names, new FileOwner(raw.User, raw.Group));

    private void RequireFile(FileStat stat, string path)
    {
        if (stat.Kind != FileKind.File)
            throw new FileTroubleException(FileTrouble.WrongKind, $"'{path}' in {root} is no regular file.");
    }

    private static string PlaceOf(SafeFileHandle file) =>
        File.ResolveLinkTarget($"/proc/self/fd/{Descent.Number(file)}", returnFinalTarget: false)?.FullName ?? "";

    private static bool IsAbsent(int error) => error is Libc.NoSuchFile or Libc.NotDirectory;

    private FileTroubleException Problem(string doing, string path) => Trouble.With(doing, path, root, Libc.Error);
}
