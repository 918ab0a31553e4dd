using System.Text;
using System.Text.Json;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Testing.Python;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>Starts the SDK and our host inside the sandbox. Whatever .NET writes beside the workspace goes to a scratch directory.</summary>
internal sealed class DotnetLauncher : ISessionLauncher, IDisposable
{
    private const long Memory = 8L << 30;
    private const int MostProcesses = 1024;

    private readonly HelperScripts helpers = new();
    private readonly DirectoryInfo scratch = Directory.CreateTempSubdirectory("ouro-cs-");
    private readonly CSharpProject project;
    private readonly IProcessRunner runner;

    [System.Diagnostics.CodeAnalysis.SuppressMessage("ApiDesign", "RS0030", Justification = "A scratch directory of our own; no file of the workspace is touched.")]
    public DotnetLauncher(CSharpProject project, IProcessRunner runner)
    {
        (this.project, this.runner) = (project, runner);

        // An ordinary user inside a sandbox writes there too.
        scratch.UnixFileMode |= UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        foreach (var name in (string[])["home", "tmp", "results"])
            scratch.CreateSubdirectory(name);

        // It looks as if it had been used: a first use takes locks that all of a machine share, outside of what a sandbox may write to.
        var used = scratch.CreateSubdirectory("home/.dotnet").FullName;
        foreach (var mark in (string[])["dotnetFirstUseSentinel", "toolpath.sentinel", "aspNetCertificateSentinel"])
            File.WriteAllText(Path.Join(used, $"{project.Dotnet.Version}.{mark}"), "");

        File.WriteAllText(Path.Join(scratch.CreateSubdirectory("home/.local/share/NuGet/Migrations").FullName, "1"), "");
    }

    public string Interpreter => project.Dotnet.Description;

    /// <summary>A directory that target code may write to, gone with the launcher.</summary>
    public string Scratch => scratch.FullName;

    public string Targets => Path.Join(helpers.Root, "ouro_cs_build.targets");

    public TestJob Placed(TestJob job) => job with { Temporary = Path.Join(Scratch, "tmp") };

    /// <summary>Runs the SDK's own command.</summary>
    public async Task<CommandOutcome> DotnetAsync(IReadOnlyList<string> arguments, string root, TimeSpan wall, CancellationToken cancellationToken)
    {
        var outcome = await runner.RunAsync(Prepare(arguments, root, []) with { Limits = Limits with { WallTime = wall } }, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome;
    }

    /// <summary>Runs a job of the host to its end. Anything that goes wrong is a problem among the events.</summary>
    public async Task<SessionEvents> RunAsync(TestJob job, CancellationToken cancellationToken)
    {
        var outcome = await OutcomeAsync(job, cancellationToken);
        var events = new SessionEvents();
        events.Read(outcome.Output);
        if (!outcome.Succeeded)
            events.Problems.Add(Trouble("The test host", outcome));

        return events;
    }

    /// <summary>The same, as it came.</summary>
    public Task<CommandOutcome> OutcomeAsync(TestJob job, CancellationToken cancellationToken) => OutcomeAsync(job, TimeSpan.FromHours(1), cancellationToken);

    public async Task<CommandOutcome> OutcomeAsync(TestJob job, TimeSpan wall, CancellationToken cancellationToken)
    {
        var command = Prepare(Host(job.Builds!), job.Root, []) with
        {
            StandardInput = Placed(job).ToFrame(), Limits = Limits with { WallTime = wall },
        };
        var outcome = await runner.RunAsync(command, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome;
    }

    public Task<IConversation> ConverseAsync(TestJob job, IReadOnlyList<string> readable, CancellationToken cancellationToken) =>
        runner.ConverseAsync(Prepare(Host(job.Builds!), job.Root, readable) with { Limits = Limits with { WallTime = null } }, cancellationToken);

    public string Trouble(string what, CommandOutcome outcome)
    {
        var said = Encoding.UTF8.GetString(outcome.Errors).Trim();
        var end = outcome.End switch
        {
            CommandEnd.Exited => $"ended with exit code {outcome.ExitCode}",
            CommandEnd.Signalled => $"was ended by signal {outcome.Signal}",
            CommandEnd.TimedOut => "ran out of time",
            CommandEnd.OverMemory => $"used more than {Memory >> 20} MB",
            CommandEnd.OverProcesses => $"started more than {MostProcesses} processes and threads",
            CommandEnd.OverDisk => "left too little of a disk free",
            CommandEnd.Cancelled => "was told to stop",
            _ => "could not be started",
        };
        return $"{what} on {project.Dotnet.Description} {end}. {(said.Length > 700 ? $"{said[..350]} … {said[^350..]}" : said)}".Trim();
    }

    public void Dispose()
    {
        helpers.Dispose();
        if (scratch.Exists)
            scratch.Delete(recursive: true);
    }

    private static ProcessLimits Limits => new() { MemoryBytes = Memory, OutputBytes = 512 << 20, Processes = MostProcesses };

    private Command Prepare(IReadOnlyList<string> arguments, string root, IReadOnlyList<string> readable) => new(project.Dotnet.Executable, arguments)
    {
        WorkingDirectory = root,
        Environment = Surroundings(),
        Sandbox = new Sandbox
        {
            Writable = [Mount.Same(root), Mount.Same(Scratch)],
            Readable = [.. project.Dotnet.Prefixes.Append(helpers.Root).Append(project.Packages).Where(Directory.Exists).Concat(readable).Select(Mount.Same)],
        },
    };

    /// <summary>Our host, on the newest runtime and on the frameworks that the tests themselves want.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("ApiDesign", "RS0030", Justification = "A scratch directory of our own; no file of the workspace is touched.")]
    private string[] Host(string builds)
    {
        var settings = Path.Join(Scratch, "host.runtimeconfig.json");
        if (!File.Exists(settings))
            File.WriteAllText(settings, HostSettings.Of(builds, project.Dotnet.Runtime));

        return ["exec", "--runtimeconfig", settings, Path.Join(helpers.Root, "ouro_cs_host.dll")];
    }

    private Dictionary<string, string> Surroundings()
    {
        var path = Path.GetDirectoryName(project.Dotnet.Executable)!;
        var home = Path.Join(Scratch, "home");
        var all = new Dictionary<string, string>
        {
            ["PATH"] = path is "/usr/bin" ? "/usr/bin:/bin" : $"{path}:/usr/bin:/bin",
            ["HOME"] = home,
            ["DOTNET_CLI_HOME"] = home,
            ["NUGET_PACKAGES"] = project.Packages,
            ["NUGET_CERT_REVOCATION_MODE"] = "offline",
            ["LANG"] = "C.UTF-8",
            ["TZ"] = "UTC",
            ["NO_COLOR"] = "1",
            ["DOTNET_ROOT"] = project.Dotnet.Root,
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            ["DOTNET_ADD_GLOBAL_TOOLS_TO_PATH"] = "false",
            ["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "true",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["TESTINGPLATFORM_TELEMETRY_OPTOUT"] = "1",

            // No server stays behind, no socket is opened for tools that might want to look in.
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["DOTNET_EnableDiagnostics"] = "0",

            // Candidates live for milliseconds: code that runs once is not worth instrumenting.
            ["DOTNET_TieredPGO"] = "0",
        };
        if (!runner.CanMountElsewhere)
            all["TMPDIR"] = Path.Join(Scratch, "tmp");

        if (!HostSettings.HasCultures())
            all["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";

        return all;
    }
}
