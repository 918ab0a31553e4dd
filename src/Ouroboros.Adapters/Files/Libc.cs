using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ouroboros.Adapters.Files;

/// <summary>The few kernel calls the base class library lacks: everything relative to an open directory.</summary>
internal static unsafe partial class Libc
{
    public const int ReadOnly = 0, WriteOnly = 1, Create = 0x40, Exclusive = 0x80, NonBlocking = 0x800, CloseOnExec = 0x80000, PathOnly = 0x200000;

    public const int NoSuchFile = 2, Interrupted = 4, TryAgain = 11, PermissionDenied = 13, FileExists = 17, CrossDevice = 18, NotDirectory = 20,
        IsDirectory = 21, Invalid = 22, TooManyOpen = 24, NoSpace = 28, ReadOnlySystem = 30, NameTooLong = 36, NotImplemented = 38,
        NotEmpty = 39, TooManyLinks = 40, NotSupported = 95, OverQuota = 122, NotPermitted = 1;

    public const ulong NoMagicLinks = 2, NoLinks = 4, Beneath = 8;

    public const int LinkItself = 0x100, RemoveDirectory = 0x200, EmptyPath = 0x1000;

    // These differ between the architectures Linux runs on.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    public static readonly int DirectoryOnly = IsArm ? 0x4000 : 0x10000;

    public static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;

    private static readonly nint GetDents = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 217 : 61;

    public static int Error => Marshal.GetLastPInvokeError();

    public static SafeFileHandle OpenAt2(int directory, byte* path, int flags, int mode, ulong resolve)
    {
        var how = new OpenHow { Flags = (ulong)(uint)(flags | CloseOnExec), Mode = (ulong)(uint)mode, Resolve = resolve };
        return new SafeFileHandle(syscall(437, directory, (nint)path, (nint)(&how), sizeof(OpenHow)), ownsHandle: true);
    }

    public static int ReadDirectory(int directory, byte* buffer, int length) =>
        (int)syscall(GetDents, directory, (nint)buffer, length, 0);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int openat(int directory, byte* path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int statx(int directory, byte* path, int flags, uint mask, Statx* result);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int renameat2(int fromDirectory, byte* from, int toDirectory, byte* to, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int linkat(int fromDirectory, byte* from, int toDirectory, byte* to, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int unlinkat(int directory, byte* path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int mkdirat(int directory, byte* path, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int symlinkat(byte* target, int directory, byte* path);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint readlinkat(int directory, byte* path, byte* buffer, nint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int fsync(int file);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int fchmod(int file, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int chmod(byte* path, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int fchown(int file, uint user, uint group);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int futimens(int file, TimeSpec* accessAndModification);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int ioctl(int file, nuint request, nint argument);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint copy_file_range(int from, long* fromOffset, int to, long* toOffset, nint length, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int inotify_init1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int inotify_add_watch(int file, byte* path, uint mask);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int inotify_rm_watch(int file, int watch);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int eventfd(uint count, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int poll(Polled* files, nuint count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint read(int file, byte* buffer, nint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int file, byte* buffer, nint length);

    [LibraryImport("libc")]
    public static partial uint geteuid();

    [LibraryImport("libc")]
    public static partial int kill(int process, int signal);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint first, nint second, nint third, nint fourth);

    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }
}

[StructLayout(LayoutKind.Sequential)]
internal struct Polled
{
    public const short Readable = 1;

    public int File;
    public short Asked;
    public short Answered;
}

[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    public long Seconds;
    public long Nanoseconds;
}

[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct Statx
{
    public const uint BasicStats = 0x7ff;

    [FieldOffset(16)]
    public uint Names;

    [FieldOffset(20)]
    public uint User;

    [FieldOffset(24)]
    public uint Group;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(40)]
    public ulong Size;

    [FieldOffset(96)]
    public long ChangedSeconds;

    [FieldOffset(104)]
    public uint ChangedNanoseconds;

    [FieldOffset(112)]
    public long ModifiedSeconds;

    [FieldOffset(120)]
    public uint ModifiedNanoseconds;

    [FieldOffset(136)]
    public uint DeviceMajor;

    [FieldOffset(140)]
    public uint DeviceMinor;
}
