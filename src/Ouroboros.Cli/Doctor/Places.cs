using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
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
