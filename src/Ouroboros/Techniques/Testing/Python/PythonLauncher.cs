using System.Text;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>Starts our helper in the project's interpreter, inside the sandbox.</summary>
internal sealed class PythonLauncher(PythonProject project, PythonOptions options, IProcessRunner runner) : ISessionLauncher, IDisposable
{
    private readonly HelperScripts scripts = new();

    // Where the sandbox has no private /tmp, what a killed process left there would stay.
    private readonly DirectoryInfo? temporary = runner.CanMountElsewhere ? null : Directory.CreateTempSubdirectory("ouro-tmp-");

    public string Interpreter => project.Interpreter.Description;

    /// <summary>Runs a job to its end. A cancelled run throws; anything else that goes wrong is a problem among the events.</summary>
    public async Task<SessionEvents> RunAsync(TestJob job, CancellationToken cancellationToken)
    {
        var outcome = await OutcomeAsync(job, TimeSpan.FromHours(2), cancellationToken);
        var events = new SessionEvents();
        events.Read(outcome.Output);
        if (!outcome.Succeeded)
            events.Problems.Add(Trouble(outcome));

        return events;
    }

    /// <summary>The same, as it came.</summary>
    public async Task<CommandOutcome> OutcomeAsync(TestJob job, TimeSpan wall, CancellationToken cancellationToken)
    {
        var command = Prepare(job, []) with
        {
            StandardInput = Placed(job).ToFrame(),
            Limits = Limits with { WallTime = wall },
        };
        var outcome = await runner.RunAsync(command, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome;
    }

    public Task<IConversation> ConverseAsync(TestJob job, IReadOnlyList<string> readable, CancellationToken cancellationToken) =>
        runner.ConverseAsync(Prepare(job, readable) with { Limits = Limits with { WallTime = null } }, cancellationToken);

    /// <summary>The job, told where its temporary files go.</summary>
    public TestJob Placed(TestJob job) => job with { Temporary = temporary?.FullName };

    public void Dispose()
    {
        scripts.Dispose();
        if (temporary is { Exists: true })
            temporary.Delete(recursive: true);
    }

    // Results come over standard output, and a large suite that fails everywhere has much to tell.
    private ProcessLimits Limits => new()
    {
        MemoryBytes = options.MemoryBytes * 2,
        OutputBytes = 512 << 20,
        Processes = 512,
    };

    private Command Prepare(TestJob job, IReadOnlyList<string> readable) => new(project.Interpreter.Executable, [scripts.Main])
    {
        WorkingDirectory = job.Root,
        Environment = Surroundings(job.Root),
        Sandbox = new Sandbox
        {
            Writable = [Mount.Same(job.Root), .. temporary is null ? [] : new[] { Mount.Same(temporary.FullName) }],
            Readable = [.. project.Interpreter.Prefixes.Append(scripts.Root).Concat(readable).Select(Mount.Same)],
        },
    };

    private Dictionary<string, string> Surroundings(string root)
    {
        var path = Path.GetDirectoryName(project.Interpreter.Executable)!;
        var all = new Dictionary<string, string>
        {
            ["PATH"] = path is "/usr/bin" ? "/usr/bin:/bin" : $"{path}:/usr/bin:/bin",
            ["LANG"] = "C.UTF-8",

            // Sets and dictionaries of strings iterate in the same order everywhere; nothing stale is read or left behind.
            ["PYTHONHASHSEED"] = "0",
            ["PYTHONDONTWRITEBYTECODE"] = "1",
        };
        if (project.SearchPaths.Count > 0)
            all["PYTHONPATH"] = string.Join(':', project.SearchPaths.Select(p => Path.Join(root, p)));

        foreach (var (name, value) in options.Environment.Concat(project.Environment))
            all[name] = value;

        return all;
    }

    private string Trouble(CommandOutcome outcome)
    {
        var said = Encoding.UTF8.GetString(outcome.Errors).Trim();
        var end = outcome.End switch
        {
            CommandEnd.Exited => $"ended with exit code {outcome.ExitCode}",
            CommandEnd.Signalled => $"was ended by signal {outcome.Signal}",
            CommandEnd.TimedOut => "ran out of time",
            CommandEnd.OverMemory => $"used more than {options.MemoryBytes * 2 >> 20} MB",
            CommandEnd.OverProcesses => $"started more than {Limits.Processes} processes and threads",
            CommandEnd.OverDisk => "left too little of a disk free",
            CommandEnd.Cancelled => "was told to stop",
            _ => "could not be started",
        };
        return $"The test process on {project.Interpreter.Description} {end}. {(said.Length > 600 ? said[^600..] : said)}".Trim();
    }
}
