using Microsoft.Win32.SafeHandles;
using Ouroboros.Workspaces;

namespace Ouroboros.Adapters.Files;

/// <summary>Opens roots on this machine's file systems.</summary>
public sealed class KernelRoots(IFailPoints failPoints) : IFileRoots
{
    public IRootedFiles Open(string absolutePath)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(absolutePath));
        return new RootedFiles(root, Hold(root), failPoints);
    }

    private static unsafe SafeFileHandle Hold(string root)
    {
        fixed (byte* name = NativeName.Encode(root))
        {
            // The root itself may be reached through links: it is the caller's word.
            var held = new SafeFileHandle(Libc.openat(-100, name, Libc.PathOnly | Libc.DirectoryOnly | Libc.CloseOnExec, 0), ownsHandle: true);
            return held.IsInvalid ? throw Trouble.With("open", root, "the file system", Libc.Error) : held;
        }
    }
}
