using Microsoft.Win32.SafeHandles;
using Ouroboros.Workspaces;

namespace Ouroboros.Adapters.Files;

internal sealed unsafe partial class RootedFiles
{
    private const uint NoReplace = 1;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // FICLONE: the copy shares the blocks until one side is written.
    private const nuint ShareBlocks = 0x40049409;

    public void Create(RepoPath path, ReadOnlySpan<byte> content, UnixFileMode mode, FileOwner? owner)
    {
        failPoints.Hit("create:before");
        using var file = CreateNew(path);
        failPoints.Hit("create:after");
        WriteAt(file, path, content, 0);
        Own(file, path, owner);
        Require(Libc.fchmod(Descent.Number(file), (uint)mode) == 0, "set the mode of", path);

        failPoints.Hit("fsync:before");
        Require(Libc.fsync(Descent.Number(file)) == 0, "write", path);
        failPoints.Hit("fsync:after");
    }

    public void CreateHastily(RepoPath path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        using var file = CreateNew(path);
        WriteAt(file, path, content, 0);
        Require(Libc.fchmod(Descent.Number(file), (uint)mode) == 0, "set the mode of", path);
    }

    public void Copy(RepoPath from, IRootedFiles target, RepoPath to)
    {
        using var source = OpenFile(from) ?? throw Trouble.With("copy", from.Value, root, Libc.NoSuchFile);
        var stat = StatOf(source, from.Value);
        using var copy = ((RootedFiles)target).CreateNew(to);
        if (Libc.ioctl(Descent.Number(copy), ShareBlocks, Descent.Number(source)) != 0)
            ((RootedFiles)target).CopyBytes(source, copy, to);

        var times = stackalloc TimeSpec[2];
        times[0] = times[1] = new TimeSpec { Seconds = stat.ModifiedNs / 1_000_000_000, Nanoseconds = stat.ModifiedNs % 1_000_000_000 };
        if (Libc.fchmod(Descent.Number(copy), (uint)stat.Mode) != 0 || Libc.futimens(Descent.Number(copy), times) != 0)
            throw Problem("copy", from.Value);
    }

    public void CreateLink(RepoPath path, string target)
    {
        using var parent = OpenParent(path, "create the link", out var name);
        fixed (byte* bytes = NativeName.Encode(name), goal = NativeName.Encode(target))
            Require(Libc.symlinkat(goal, Descent.Number(parent), bytes) == 0, "create the link", path);
    }

    public void Replace(RepoPath from, RepoPath to) => Rename(from, to, 0);

    public void Place(RepoPath from, RepoPath to) => Rename(from, to, NoReplace);

    public void Remove(RepoPath path)
    {
        failPoints.Hit("remove:before");
        using var parent = OpenParent(path, "remove", out var name);
        fixed (byte* bytes = NativeName.Encode(name))
            Require(Libc.unlinkat(Descent.Number(parent), bytes, 0) == 0, "remove", path);

        failPoints.Hit("remove:after");
    }

    public void SetMode(RepoPath path, UnixFileMode mode)
    {
        // An O_PATH handle cannot be changed itself, but its name under /proc can, and that is no name of the tree.
        using var file = Descent.Open(held, path.Value, Libc.PathOnly | Libc.NoFollow, 0);
        if (file.IsInvalid)
            throw Problem("set the mode of", path.Value);
        if (StatOf(file, path.Value).Kind == FileKind.Link)
            throw Trouble.With("set the mode of", path.Value, root, Libc.TooManyLinks);

        fixed (byte* name = NativeName.Encode($"/proc/self/fd/{Descent.Number(file)}"))
            Require(Libc.chmod(name, (uint)mode) == 0, "set the mode of", path);
    }

    public void MakeDirectory(RepoPath path, UnixFileMode mode)
    {
        failPoints.Hit("mkdir:before");
        using var parent = OpenParent(path, "create the directory", out var name);
        fixed (byte* bytes = NativeName.Encode(name))
            Require(Libc.mkdirat(Descent.Number(parent), bytes, (uint)mode) == 0, "create the directory", path);

        failPoints.Hit("mkdir:after");
    }

    public bool RemoveDirectory(RepoPath path)
    {
        failPoints.Hit("rmdir:before");
        using var parent = OpenParent(path, "remove the directory", out var name);
        fixed (byte* bytes = NativeName.Encode(name))
        {
            if (Libc.unlinkat(Descent.Number(parent), bytes, Libc.RemoveDirectory) != 0)
                return Libc.Error is Libc.NotEmpty or Libc.FileExists ? false : throw Problem("remove the directory", path.Value);
        }

        failPoints.Hit("rmdir:after");
        return true;
    }

    public void Sync(RepoPath? directory)
    {
        failPoints.Hit("sync:before");
        var path = directory?.Value ?? ".";
        using var opened = Descent.Open(held, path, Libc.ReadOnly | Libc.DirectoryOnly, 0);
        if (opened.IsInvalid || Libc.fsync(Descent.Number(opened)) != 0)
            throw Problem("make durable", path);

        failPoints.Hit("sync:after");
    }

    private void Rename(RepoPath from, RepoPath to, uint flags)
    {
        failPoints.Hit("rename:before");
        using var source = OpenParent(from, "rename", out var sourceName);
        using var target = OpenParent(to, "write", out var targetName);
        fixed (byte* old = NativeName.Encode(sourceName), @new = NativeName.Encode(targetName))
        {
            var (sourceNumber, targetNumber) = (Descent.Number(source), Descent.Number(target));
            var done = Libc.renameat2(sourceNumber, old, targetNumber, @new, flags) == 0;

            // Some file systems know no such flag; a link refuses an existing name as well.
            if (!done && flags == NoReplace && Libc.Error is Libc.Invalid or Libc.NotImplemented)
                done = Libc.linkat(sourceNumber, old, targetNumber, @new, 0) == 0 && Libc.unlinkat(sourceNumber, old, 0) == 0;

            Require(done, "write", to);
        }

        failPoints.Hit("rename:after");
    }

    private SafeFileHandle CreateNew(RepoPath path)
    {
        using var parent = OpenParent(path, "create", out var name);
        fixed (byte* bytes = NativeName.Encode(name))
        {
            var flags = Libc.WriteOnly | Libc.Create | Libc.Exclusive | Libc.NoFollow | Libc.CloseOnExec;
            var created = new SafeFileHandle(Libc.openat(Descent.Number(parent), bytes, flags, (int)OwnerOnly), ownsHandle: true);
            return created.IsInvalid ? throw Problem("create", path.Value) : created;
        }
    }

    private SafeFileHandle OpenParent(RepoPath path, string doing, out string name)
    {
        name = path.Name;
        var parent = Descent.Open(held, path.Parent?.Value ?? ".", Libc.PathOnly | Libc.DirectoryOnly, 0);
        return parent.IsInvalid ? throw Problem(doing, path.Value) : parent;
    }

    // Only root can give files away; for everyone else the group is kept where the system lets them.
    private void Own(SafeFileHandle file, RepoPath path, FileOwner? owner)
    {
        if (owner is not var (user, group))
            return;

        var root = Libc.geteuid() == 0;
        if (Libc.fchown(Descent.Number(file), root ? user : uint.MaxValue, group) != 0 && root)
            throw Problem("set the owner of", path.Value);
    }

    private void CopyBytes(SafeFileHandle source, SafeFileHandle copy, RepoPath path)
    {
        while (true)
        {
            var copied = Libc.copy_file_range(Descent.Number(source), null, Descent.Number(copy), null, 1 << 30, 0);
            if (copied == 0)
                return;
            if (copied < 0)
                break;
        }

        // Across old kernels and odd file systems: through memory.
        var buffer = new byte[1 << 16];
        long at = 0;
        while (RandomAccess.Read(source, buffer, at) is > 0 and var count)
        {
            WriteAt(copy, path, buffer.AsSpan(0, count), at);
            at += count;
        }
    }

    private void WriteAt(SafeFileHandle file, RepoPath path, ReadOnlySpan<byte> content, long at)
    {
        try
        {
            RandomAccess.Write(file, content, at);
        }
        catch (IOException full)
        {
            // The runtime reports a full disk in words of its own.
            throw new FileTroubleException(
                FileTrouble.Full, $"Cannot write '{path}' in {root}: {full.Message.TrimEnd('.')}; free some space and try again.");
        }
    }

    private void Require(bool done, string doing, RepoPath path)
    {
        if (!done)
            throw Problem(doing, path.Value);
    }
}
