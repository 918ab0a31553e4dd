using System.Text;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>Starts our helper in the project's Node, inside the sandbox, with the installed packages in their place.</summary>
internal sealed class NodeLauncher(JavaScriptProject project, string workspace, IProcessRunner runner) : ISessionLauncher, IDisposable
{
    // Node reserves far more address space than it uses; its heap is what counts.
    private const long Memory = 16L << 30;

    private readonly HelperScripts scripts = new();
    private readonly DirectoryInfo? temporary = runner.CanMountElsewhere ? null : Directory.CreateTempSubdirectory("ouro-tmp-");
    private IReadOnlyList<LeftOutDirectory> packages = [];

    public string Interpreter => project.Node.Description;

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

    public async Task<CommandOutcome> OutcomeAsync(TestJob job, TimeSpan wall, CancellationToken cancellationToken)
    {
        var command = Prepare(job, []) with { StandardInput = Placed(job).ToFrame(), Limits = Limits with { WallTime = wall } };
        var outcome = await runner.RunAsync(command, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome;
    }

    public Task<IConversation> ConverseAsync(TestJob job, IReadOnlyList<string> readable, CancellationToken cancellationToken) =>
        runner.ConverseAsync(Prepare(job, readable) with { Limits = Limits with { WallTime = null } }, cancellationToken);

    public TestJob Placed(TestJob job) => job with { Temporary = temporary?.FullName };

    /// <summary>Makes the workspace's installed packages stand in a copy too. They are never copied, only shown.</summary>
    public void Furnish(StagingArea copy)
    {
        packages = [.. copy.LeftOut.Where(l => l.Reason == LeftOutReason.Dependencies && l.Path.Name == "node_modules")];
        if (runner.CanMountElsewhere)
            return;

        foreach (var package in packages.Where(p => !Path.Exists(p.Path.Under(copy.Root))))
            Directory.CreateSymbolicLink(package.Path.Under(copy.Root), package.Path.Under(workspace));
    }

    public void Dispose()
    {
        scripts.Dispose();
        if (temporary is { Exists: true })
            temporary.Delete(recursive: true);
    }

    private static ProcessLimits Limits => new() { MemoryBytes = Memory, OutputBytes = 512 << 20, Processes = 512 };

    private Command Prepare(TestJob job, IReadOnlyList<string> readable) => new(project.Node.Executable, [Path.Join(scripts.Root, "ouro_js_main.cjs")])
    {
        WorkingDirectory = job.Root,
        Environment = Surroundings(job.Root),
        Sandbox = new Sandbox
        {
            Writable = [Mount.Same(job.Root), .. temporary is null ? [] : new[] { Mount.Same(temporary.FullName) }],
            Readable = [.. project.Node.Prefixes.Append(scripts.Root).Concat(readable).Select(Mount.Same), .. packages.Select(p => Shown(p, job.Root))],
        },
    };

    private Mount Shown(LeftOutDirectory package, string root)
    {
        var outside = package.Path.Under(workspace);
        return runner.CanMountElsewhere ? new Mount(outside, package.Path.Under(root)) : Mount.Same(outside);
    }

    private Dictionary<string, string> Surroundings(string root)
    {
        var path = Path.GetDirectoryName(project.Node.Executable)!;
        var all = new Dictionary<string, string>
        {
            // As a package manager has it.
            ["PATH"] = $"{Path.Join(root, "node_modules/.bin")}:{(path is "/usr/bin" ? "" : path + ":")}/usr/bin:/bin",
            ["LANG"] = "C.UTF-8",
            ["TZ"] = "UTC",
            ["CI"] = "1",
            ["NO_COLOR"] = "1",
        };
        foreach (var (name, value) in project.Environment)
            all[name] = value;

        return all;
    }

    public string Trouble(CommandOutcome outcome)
    {
        var said = Encoding.UTF8.GetString(outcome.Errors).Trim();
        var end = outcome.End switch
        {
            CommandEnd.Exited => $"ended with exit code {outcome.ExitCode}",
            CommandEnd.Signalled => $"was ended by signal {outcome.Signal}",
            CommandEnd.TimedOut => "ran out of time",
            CommandEnd.OverMemory => "used more memory than it may",
            CommandEnd.OverProcesses => $"started more than {Limits.Processes} processes and threads",
            CommandEnd.OverDisk => "left too little of a disk free",
            CommandEnd.Cancelled => "was told to stop",
            _ => "could not be started",
        };
        return $"The test process on {project.Node.Description} {end}. {(said.Length > 600 ? said[^600..] : said)}".Trim();
    }
}
