using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>Finds out how a Python project is tested, and opens the bed its tests run in.</summary>
public sealed class PythonProjects(IProcessRunner runner, IFileRoots roots, TimeProvider clock)
{
    /// <summary>Whether there is any Python in it at all.</summary>
    public static bool IsPython(Snapshot snapshot) => snapshot.Files.Keys.Any(p => p.Extension == ".py");

    /// <summary>The project, or exactly what is missing and the command that mends it.</summary>
    public async Task<PythonDetection> DetectAsync(Snapshot snapshot, PythonOptions options, CancellationToken cancellationToken)
    {
        var files = new PythonTestFiles(snapshot);
        if (!files.HasPython)
            return PythonDetection.Unfit($"There is no Python file beneath {snapshot.Root}. Name the directory of a Python project, or the command that runs its tests: --test CMD");

        var command = options.TestCommand is { } text ? PythonTestCommand.Parse(text) : null;
        if (command is { Arguments.Count: 0, Framework: PythonFramework.Command })
            return PythonDetection.Unfit("The test command is empty. Write it like: --test 'python -m pytest tests'");

        if (command is null && files.Tests.Count == 0 && !files.IsConfiguredForPytest)
        {
            return PythonDetection.Unfit(
                $"No tests were found beneath {snapshot.Root}: looked for files named test*.py and *_test.py, and for a pytest configuration. "
                + "Name the command that runs them: --test 'python -m pytest DIRECTORY'");
        }

        var wantsPytest = command?.Framework == PythonFramework.Pytest || (command is null && (files.UsesPytest || files.IsConfiguredForPytest));
        var chosen = options with { Interpreter = options.Interpreter ?? command?.Interpreter };
        return await WithInterpreterAsync(snapshot, chosen, command, files, wantsPytest, cancellationToken);
    }

    /// <summary>Nothing is started before the bed is asked to run something.</summary>
    public ITestBed Open(PythonProject project, Snapshot snapshot, PythonOptions options) =>
        new PythonTestBed(project, new WorkspaceCopies(roots, clock, snapshot), options, runner, clock);

    private async Task<PythonDetection> WithInterpreterAsync(
        Snapshot snapshot, PythonOptions options, PythonTestCommand? command, PythonTestFiles files, bool wantsPytest, CancellationToken cancellationToken)
    {
        var interpreters = new PythonInterpreters(runner, snapshot.Root, options);
        var interpreter = await interpreters.FindAsync(wantsPytest, cancellationToken);
        var framework = command?.Framework ?? (wantsPytest ? PythonFramework.Pytest : PythonFramework.Unittest);
        if (interpreter is null && wantsPytest && command is null && files is { UsesUnittest: true, UsesPytest: false })
        {
            // Tests in the style of unittest run without pytest, whatever the configuration prefers.
            framework = PythonFramework.Unittest;
            interpreter = await new PythonInterpreters(runner, snapshot.Root, options).FindAsync(false, cancellationToken);
        }

        if (interpreter is null)
            return PythonDetection.Missing(Missing(interpreters, options, wantsPytest));

        return new PythonDetection(
            new PythonProject(
                interpreter, framework, command?.Arguments ?? [], command?.RootOnPath ?? true, files.SearchPaths, files.Starts,
                [.. files.Tests.Select(t => t.Value)], command?.Environment ?? new Dictionary<string, string>()),
            null);
    }

    private static string Missing(PythonInterpreters interpreters, PythonOptions options, bool wantsPytest)
    {
        var looked = interpreters.Looked.Count == 0 ? "none was found" : "looked at " + string.Join(", ", interpreters.Looked);
        if (!wantsPytest)
            return $"No Python that runs: {looked}. Install one (apt-get install python3) or name it with --python PATH.";

        var mend = options.Interpreter is { } chosen
            ? $"{chosen} -m pip install pytest"
            : "apt-get install python3-pytest (or python3 -m venv .venv && .venv/bin/pip install pytest)";
        return $"The tests need pytest and no Python here has it: {looked}. Mend it with: {mend}";
    }
}
