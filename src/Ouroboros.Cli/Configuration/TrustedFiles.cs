using Ouroboros.Adapters.Files;
using Ouroboros.Cli.Errors;
using Ouroboros.Techniques.Trust;
using Ouroboros.Workspaces;

namespace Ouroboros.Cli.Configuration;

/// <summary>Whether the person trusts a project's configuration file as it stands now.</summary>
internal sealed class TrustedFiles(string? userState, TimeProvider clock)
{
    private const int MostBytes = 1 << 20;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>A file that is not there holds nothing that could harm.</summary>
    public bool Holds(string file)
    {
        if (!File.Exists(file))
            return true;

        if (userState is null || !Directory.Exists(userState))
            return false;

        try
        {
            using var files = new KernelRoots(NoFailPoints.Instance).Open(userState);
            return new TrustStore(files, clock).IsTrusted(WorkspaceOf(file), Path.GetFileName(file), HashOf(file));
        }
        catch (IOException)
        {
            // What cannot be read is not what was trusted.
            return false;
        }
    }

    public void Trust(string file) => Change(store => store.Trust(WorkspaceOf(file), Path.GetFileName(file), HashOf(file)));

    public void Revoke(string file) => Change(store => store.Revoke(WorkspaceOf(file), Path.GetFileName(file)));

    private void Change(Action<TrustStore> change)
    {
        if (userState is null)
            throw UserError.Missing("There is no home directory to keep trust in.", "Set HOME or XDG_STATE_HOME.");

        Directory.CreateDirectory(userState, OwnerOnly);
        using var files = new KernelRoots(NoFailPoints.Instance).Open(userState);
        change(new TrustStore(files, clock));
    }

    private static string WorkspaceOf(string file) => Path.GetDirectoryName(Path.GetFullPath(file))!;

    private static ContentHash HashOf(string file) => ContentHash.Of(PlainText.ReadBytes(file, MostBytes));
}
