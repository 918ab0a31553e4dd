using System.Runtime.InteropServices;
using Ouroboros.Workspaces;

namespace Ouroboros.Adapters.Files;

/// <summary>Turns the kernel's refusals into sentences.</summary>
internal static class Trouble
{
    public static FileTroubleException With(string doing, string path, string root, int error)
    {
        var (trouble, why) = error switch
        {
            Libc.TooManyLinks or Libc.CrossDevice => (FileTrouble.Link,
                "a symbolic link stands in its path, and links are not followed here; name the file itself"),
            Libc.PermissionDenied or Libc.NotPermitted => (FileTrouble.Denied,
                "permission denied; make it accessible to the user who runs this (chmod or chown)"),
            Libc.ReadOnlySystem => (FileTrouble.ReadOnly, "the file system is mounted read-only; remount it writable"),
            Libc.NoSpace => (FileTrouble.Full, "no space is left on the disk; free some and try again"),
            Libc.OverQuota => (FileTrouble.Full, "the disk quota is used up; free some space and try again"),
            Libc.FileExists => (FileTrouble.Exists, "something already stands there"),
            Libc.NoSuchFile => (FileTrouble.Missing, "it, or the directory it lies in, does not exist (any more)"),
            Libc.NotDirectory => (FileTrouble.WrongKind, "a part of its path is no directory"),
            Libc.IsDirectory => (FileTrouble.WrongKind, "it is a directory"),
            Libc.NameTooLong => (FileTrouble.Other, "the path is too long"),
            Libc.TooManyOpen => (FileTrouble.Other, "too many files are open; raise the limit (ulimit -n)"),
            _ => (FileTrouble.Other, Marshal.GetPInvokeErrorMessage(error)),
        };
        return new FileTroubleException(trouble, $"Cannot {doing} '{path}' in {root}: {why}.");
    }
}
