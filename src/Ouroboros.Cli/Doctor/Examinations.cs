using Ouroboros.Adapters.Processes;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Cli.Doctor;

/// <summary>Everything the doctor looks at, in order.</summary>
internal static class Examinations
{
    public static IEnumerable<Examination> Of(string workspace, Surroundings here)
    {
        var runner = new ProcessRunner(Mode(workspace, here), here.Clock);
        return
        [
            new Examination(".NET runtime", _ => At(Machine.Runtime())),
            new Examination("native libraries", _ => At(NativeLibraries.Examine())),
            new Examination("python and pytest", token => Tools.PythonAsync(runner, workspace, here, token)),
            new Examination("node", token => Tools.NodeAsync(runner, token)),
            new Examination(".NET SDK", token => Tools.DotnetAsync(runner, workspace, token)),
            new Examination("sandbox", _ => At(Isolation.Examine(runner))),
            new Examination("git", token => Tools.GitAsync(runner, here, token)),
            new Examination("configuration", _ => At(Places.Configuration(workspace, here))),
            new Examination("state directory", _ => At(Places.State(workspace))),
            new Examination("database", token => Places.DatabaseAsync(here, token)),
            new Examination("disk space", _ => At(Machine.Disk(workspace))),
            new Examination("memory", _ => At(Machine.Memory())),
            new Examination("process limits", _ => At(Machine.Limits())),
            new Examination("landlock", _ => At(Isolation.Landlock())),
        ];
    }

    private static SandboxMode Mode(string workspace, Surroundings here)
    {
        try
        {
            return SandboxModes.Of(Config.Load(workspace, here, new Dictionary<string, string>())[Settings.SandboxMode].Value);
        }
        catch (UserError)
        {
            // What is wrong with the configuration is told by its own examination.
            return SandboxMode.Auto;
        }
    }

    private static Task<Finding> At(Finding finding) => Task.FromResult(finding);
}
