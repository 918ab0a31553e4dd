using Ouroboros.Adapters.Sqlite;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.State;

namespace Ouroboros.Cli.Doctor;

/// <summary>Files and directories of the user and the project.</summary>
internal static class Places
{
    public static Finding Configuration(string workspace, Surroundings here)
    {
        try
        {
            var config = Config.Load(workspace, here, new Dictionary<string, string>());
            var read = config.Layers.Where(l => l.File is not null).Select(l => l.Name);
            return new Finding("", Verdict.Good, read.Any() ? $"read {string.Join(", ", read)}" : "all defaults", null);
        }
        catch (UserError wrong)
        {
            return new Finding("", Verdict.Missing, wrong.Message, wrong.Next);
        }
    }

    /// <summary>Opens, migrates and closes a database of its own, as a workspace's is opened.</summary>
    public static async Task<Finding> DatabaseAsync(Surroundings here, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("ouro-doctor-");
        try
        {
            using (await Database.OpenAsync(Path.Join(folder.FullName, "probe.db"), NoFailPoints.Instance, here.Clock, cancellationToken))
                return new Finding("", Verdict.Good, "SQLite opens and migrates", null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static Finding State(string workspace)
    {
        var folder = StateDirectory.IsIn(workspace) ? Path.Join(workspace, StateDirectory.Name) : workspace;
        try
        {
            var probe = Path.Join(folder, $".ouro-probe-{Environment.ProcessId}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
                return new Finding("", Verdict.Good, $"{Path.Join(workspace, StateDirectory.Name)} can be written", null);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new Finding("", Verdict.Missing, trouble.Message, $"Make {folder} writable for this user, or work on a copy.");
        }
    }
}
