using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ouroboros.Adapters.Files;

/// <summary>Opens paths from a directory downwards, with the kernel's word that nothing led outside.</summary>
internal static unsafe class Descent
{
    private const ulong Strict = Libc.Beneath | Libc.NoLinks | Libc.NoMagicLinks;

    // Linux before 5.6 lacks openat2, and old container profiles forbid it.
    private static bool lacksOpenAt2;

    /// <summary>Without following any link. An invalid handle leaves its reason in <see cref="Libc.Error"/>.</summary>
    public static SafeFileHandle Open(SafeFileHandle root, string path, int flags, int mode)
    {
        if (!lacksOpenAt2)
        {
            var opened = OpenAt2(root, path, flags, mode, Strict);
            if (!opened.IsInvalid || Libc.Error is not (Libc.NotImplemented or Libc.NotPermitted))
                return opened;

            opened.Dispose();
            lacksOpenAt2 = Libc.Error == Libc.NotImplemented;
        }

        return StepByStep(root, path, flags, mode);
    }

    /// <summary>Follows links that stay beneath the root; on a kernel that cannot promise it, follows none.</summary>
    public static SafeFileHandle OpenThroughLinks(SafeFileHandle root, string path, int flags)
    {
        var opened = OpenAt2(root, path, flags, 0, Libc.Beneath | Libc.NoMagicLinks);
        return opened.IsInvalid && Libc.Error is Libc.NotImplemented or Libc.NotPermitted ? Open(root, path, flags, 0) : opened;
    }

    private static SafeFileHandle OpenAt2(SafeFileHandle root, string path, int flags, int mode, ulong resolve)
    {
        fixed (byte* name = NativeName.Encode(path))
        {
            // A rename elsewhere may make the kernel unsure; it asks to be asked again.
            for (var attempt = 0; ; attempt++)
            {
                var opened = Libc.OpenAt2(Number(root), name, flags, mode, resolve);
                if (!opened.IsInvalid || Libc.Error != Libc.TryAgain || attempt == 100)
                    return opened;
            }
        }
    }

    // As safe as openat2 without links: each part is opened in the directory that is already held.
    internal static SafeFileHandle StepByStep(SafeFileHandle root, string path, int flags, int mode)
    {
        var parts = path.Split('/');
        var at = root;
        for (var i = 0; i < parts.Length; i++)
        {
            var last = i == parts.Length - 1;
            var wanted = last ? flags : Libc.PathOnly | Libc.DirectoryOnly;
            SafeFileHandle next;
            fixed (byte* name = NativeName.Encode(parts[i]))
                next = new SafeFileHandle(Libc.openat(Number(at), name, wanted | Libc.NoFollow | Libc.CloseOnExec, last ? mode : 0), ownsHandle: true);

            var error = Libc.Error;
            if (at != root)
                at.Dispose();

            Marshal.SetLastPInvokeError(error);

            if (next.IsInvalid || last)
                return next;

            at = next;
        }

        return at;
    }

    public static int Number(SafeFileHandle handle) => (int)handle.DangerousGetHandle();
}
