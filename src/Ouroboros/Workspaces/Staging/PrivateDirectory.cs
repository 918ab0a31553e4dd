using System.Globalization;
using System.Security.Cryptography;
using Ouroboros.Runs;

namespace Ouroboros.Workspaces.Staging;

/// <summary>A directory of our own beneath another, gone with everything in it when disposed.</summary>
internal sealed class PrivateDirectory : IDisposable
{
    private readonly IRootedFiles parent;
    private readonly RepoPath path;

    private PrivateDirectory(IRootedFiles parent, RepoPath path, IRootedFiles files)
    {
        this.parent = parent;
        this.path = path;
        Files = files;
    }

    public IRootedFiles Files { get; }

    public static PrivateDirectory Create(IFileRoots roots, string parent, string purpose)
    {
        var above = roots.Open(parent);
        var path = RepoPath.Parse($"{purpose}-{Owner(ProcessMark.Own)}-{RandomNumberGenerator.GetHexString(12, lowercase: true)}");
        above.MakeDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new PrivateDirectory(above, path, roots.Open(path.Under(above.Root)));
    }

    /// <summary>Removes what processes that were killed could not.</summary>
    public static void Sweep(IFileRoots roots, string parent)
    {
        using var above = roots.Open(parent);
        foreach (var entry in above.List(null).Where(e => e.Stat.Kind == FileKind.Directory && IsOrphan(e.Name)))
        {
            try
            {
                TreeRemoval.Remove(above, RepoPath.Parse(entry.Name));
            }
            catch (FileTroubleException)
            {
                // Another user's, or another process removes it at the same time. It is in nobody's way.
            }
        }
    }

    public void Dispose()
    {
        Files.Dispose();
        TreeRemoval.Remove(parent, path);
        parent.Dispose();
    }

    private static bool IsOrphan(string name) =>
        name.Split('-') is [_, var owner, _]
        && owner.Split('.') is [var number, _]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
        && (ProcessMark.Of(process) is not { } alive || Owner(alive) != owner);

    private static string Owner(ProcessMark mark) => string.Create(CultureInfo.InvariantCulture, $"{mark.Number}.{mark.StartedAtTick}");
}
