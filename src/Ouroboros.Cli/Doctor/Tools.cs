using System.Text;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Output;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Testing.CSharp;
using Ouroboros.Techniques.Testing.JavaScript;
using Ouroboros.Techniques.Testing.Python;

namespace Ouroboros.Cli.Doctor;

/// <summary>Programs that ouro starts.</summary>
internal static class Tools
{
    private const string InstallPytest = "apt-get install python3-pytest (or: python3 -m venv .venv && .venv/bin/pip install pytest)";

    public static async Task<Finding> PythonAsync(IProcessRunner runner, string workspace, Surroundings here, CancellationToken cancellationToken)
    {
        var chosen = here.Variable(Settings.Python.Variable);
        var interpreters = new PythonInterpreters(runner, workspace, new PythonOptions { Interpreter = chosen });
        if (await interpreters.FindAsync(needsPytest: true, cancellationToken) is { } found)
            return new Finding("", Verdict.Good, $"Python {found.Version} with pytest {found.PytestVersion} ({found.Executable})", null);

        var looked = interpreters.Looked.Count == 0 ? "no Python was found" : "no Python here has pytest: " + string.Join(", ", interpreters.Looked);
        return new Finding("", Verdict.Missing, looked, InstallPytest);
    }

    public static async Task<Finding> NodeAsync(IProcessRunner runner, CancellationToken cancellationToken)
    {
        var nodes = new NodePrograms(runner);
        if (await nodes.FindAsync(cancellationToken) is { } found)
            return new Finding("", Verdict.Good, found.Description, null);

        var looked = nodes.Looked.Count == 0 ? "no Node was found" : "no Node here serves: " + string.Join(", ", nodes.Looked);
        return new Finding("", Verdict.Caution, $"{looked}; ouro needs it for JavaScript projects only", "Install Node 20 or later and put it on PATH");
    }

    public static async Task<Finding> DotnetAsync(IProcessRunner runner, string workspace, CancellationToken cancellationToken)
    {
        var dotnets = new DotnetPrograms(runner);
        if (await dotnets.FindAsync(workspace, cancellationToken) is { } found)
            return new Finding("", Verdict.Good, found.Description, null);

        var looked = dotnets.Looked.Count == 0 ? "no dotnet was found" : "no dotnet here serves: " + string.Join(", ", dotnets.Looked);
        return new Finding("", Verdict.Caution, $"{looked}; ouro needs it for C# projects only", "Install the .NET SDK 10 or later and put dotnet on PATH");
    }

    public static async Task<Finding> GitAsync(IProcessRunner runner, Surroundings here, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string> { ["PATH"] = here.Variable("PATH") ?? "/usr/bin:/bin" };
        var outcome = await runner.RunAsync(new Command("git", ["--version"]) { Environment = environment }, cancellationToken);
        return outcome.Succeeded
            ? new Finding("", Verdict.Good, Encoding.UTF8.GetString(outcome.Output).Trim(), null)
            : new Finding("", Verdict.Caution, "git does not run; ouro needs it only where you apply its patches by hand", "apt-get install git");
    }
}
