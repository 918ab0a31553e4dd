using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Ouroboros.Workspaces;

namespace Ouroboros.Adapters.Files;

/// <summary>
/// The kernel's watches over the directories of a tree, one for each that is named and no other: the library's own watcher takes every
/// directory beneath the root, installed packages and all, and the kernel's watches are counted.
/// </summary>
internal sealed unsafe class KernelWatch : IDisposable
{
    private const uint Modified = 0x2, Attributes = 0x4, MovedFrom = 0x40, MovedTo = 0x80, Created = 0x100, Deleted = 0x200, SelfDeleted = 0x400, SelfMoved = 0x800;

    private const uint Overflown = 0x4000, OnlyDirectories = 0x0100_0000, DontFollow = 0x0200_0000, ExcludeUnlinked = 0x0400_0000, IsDirectory = 0x4000_0000;

    private const uint Wanted = Modified | Attributes | MovedFrom | MovedTo | Created | Deleted | SelfDeleted | SelfMoved;

    private const int HeadLength = 16, BufferLength = 64 * 1024;

    private readonly string root;
    private readonly SafeFileHandle events, end;
    private readonly Dictionary<int, string> watched = [];

    /// <exception cref="IOException">The kernel gives no such watch.</exception>
    public KernelWatch(string root)
    {
        this.root = root;
        events = Checked(Libc.inotify_init1(Libc.CloseOnExec | Libc.NonBlocking), "no watch can be opened");
        end = Checked(Libc.eventfd(0, Libc.CloseOnExec | Libc.NonBlocking), "no watch can be opened");
    }

    /// <summary>How many directories are watched.</summary>
    public int Count => watched.Count;

    /// <summary>Watches these directories, relative to the root, and no other. One that is gone by now is left out.</summary>
    /// <exception cref="IOException">The kernel has no watch left.</exception>
    public void Watch(IEnumerable<string> directories)
    {
        var left = watched.Keys.ToHashSet();
        foreach (var directory in directories)
        {
            if (Add(directory) is not { } number)
                continue;

            watched[number] = directory;
            left.Remove(number);
        }

        foreach (var number in left)
        {
            watched.Remove(number);
            _ = Libc.inotify_rm_watch(events.DangerousGetHandle().ToInt32(), number);
        }
    }

    /// <summary>Waits for changes and tells of them until the watch is ended.</summary>
    /// <param name="isMeant">Whether a name in a watched directory counts.</param>
    /// <param name="changed">Called with whether directories came or went, so that others may want a watch.</param>
    public void Listen(Func<string, bool> isMeant, Action<bool> changed)
    {
        var buffer = new byte[BufferLength];
        while (IsTold())
        {
            var (any, directories) = (false, false);
            foreach (var (mask, name) in Read(buffer))
            {
                var counts = (mask & Overflown) != 0 || (mask & Wanted) != 0 && (name.Length == 0 || isMeant(name));
                any |= counts;
                directories |= counts && (mask & (IsDirectory | Overflown)) != 0 && (mask & ~Attributes & (Wanted | Overflown)) != 0;
            }

            if (any)
                changed(directories);
        }
    }

    /// <summary>Ends a listening that goes on in another thread.</summary>
    public void End()
    {
        var one = 1L;
        _ = Libc.write(end.DangerousGetHandle().ToInt32(), (byte*)&one, sizeof(long));
    }

    public void Dispose()
    {
        events.Dispose();
        end.Dispose();
    }

    private int? Add(string directory)
    {
        fixed (byte* path = NativeName.Encode(directory.Length == 0 ? root : Path.Join(root, directory)))
        {
            // The root itself may be reached through links: it is the caller's word.
            var mask = Wanted | OnlyDirectories | ExcludeUnlinked | (directory.Length == 0 ? 0 : DontFollow);
            var number = Libc.inotify_add_watch(events.DangerousGetHandle().ToInt32(), path, mask);
            return number >= 0 ? number
                : Libc.Error is Libc.NoSuchFile or Libc.NotDirectory or Libc.PermissionDenied && directory.Length > 0 ? null
                : throw Refused(Libc.Error, "the directory cannot be watched");
        }
    }

    /// <summary>Waits until there is something to read; false when the watch is ended.</summary>
    private bool IsTold()
    {
        var places = stackalloc Polled[2];
        places[0] = new Polled { File = events.DangerousGetHandle().ToInt32(), Asked = Polled.Readable };
        places[1] = new Polled { File = end.DangerousGetHandle().ToInt32(), Asked = Polled.Readable };
        while (Libc.poll(places, 2, -1) < 0)
        {
            if (Libc.Error != Libc.Interrupted)
                throw Refused(Libc.Error, "the watch cannot be read");
        }

        return places[1].Answered == 0;
    }

    private List<(uint Mask, string Name)> Read(byte[] buffer)
    {
        var told = new List<(uint, string)>();
        fixed (byte* start = buffer)
        {
            var length = (int)Libc.read(events.DangerousGetHandle().ToInt32(), start, buffer.Length);
            if (length < 0 && Libc.Error is not (Libc.TryAgain or Libc.Interrupted))
                throw Refused(Libc.Error, "the watch cannot be read");

            for (var at = 0; at + HeadLength <= length;)
            {
                var head = buffer.AsSpan(at, HeadLength);
                var named = (int)MemoryMarshal.Read<uint>(head[12..]);
                told.Add((MemoryMarshal.Read<uint>(head[4..]), NativeName.Decode(buffer.AsSpan(at + HeadLength, named).TrimEnd((byte)0))));
                at += HeadLength + named;
            }
        }

        return told;
    }

    private static SafeFileHandle Checked(int file, string what) =>
        file >= 0 ? new SafeFileHandle(file, ownsHandle: true) : throw Refused(Libc.Error, what);

    private static IOException Refused(int error, string what) => new(error switch
    {
        Libc.NoSpace => "the kernel has no watches left; raise fs.inotify.max_user_watches",
        Libc.TooManyOpen => "too many watches are open; raise fs.inotify.max_user_instances",
        _ => $"{what}: {Marshal.GetPInvokeErrorMessage(error)}",
    });
}
