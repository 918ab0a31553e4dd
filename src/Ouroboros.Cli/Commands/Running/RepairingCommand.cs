using System.CommandLine;
using Ouroboros.Adapters.Files;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Commands.History;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Techniques.Projects;
using Ouroboros.Workspaces;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>A command that repairs a project, once or whenever it changes.</summary>
internal abstract class RepairingCommand : RunCommand
{
    private readonly Argument<string?> path;
    private readonly RunOptions options;
    private readonly Option<string> projects;
    private WatchOptions? watch;

    protected RepairingCommand(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description, examples)
    {
        path = Add(new Argument<string?>("PATH") { Description = "The project's directory; the nearest project above when not given.", Arity = ArgumentArity.ZeroOrOne });
        Flag(Settings.TestCommand, "CMD", "--test");
        Flag(Settings.Python, "PATH");
        Flag(Settings.TimeLimit, "SECONDS", "--time");
        Flag(Settings.CandidateLimit, "N", "--limit-candidates");
        Flag(Settings.FuelLimit, "N", "--fuel");
        Flag(Settings.TestTimeout, "SECONDS");
        Flag(Settings.Seats, "N");
        Flag(Settings.Seed, "N");
        Flag(Settings.Allow, "tests");
        ModelFlags.AddTo(Flag);
        projects = Add(new Option<string>("--projects")
        {
            Description = "Of a repository with several: all, each by itself; root, as one project; auto, each where the root has no tests of its own. Default auto.",
            HelpName = "WHICH", DefaultValueFactory = _ => "auto",
        });
        projects.AcceptOnlyFromAmong("auto", "all", "root");
        options = AddRunOptions();
    }

    public sealed override async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var schedule = watch!.ScheduleOf(call);
        var isContinuous = IsContinuous(call);
        if (!isContinuous && watch.AnyGiven(call))
            throw UserError.Misuse("--interval, --cron and --cycles are for a watch.", "Add --mode continuous, or use: ouro watch");

        if (isContinuous && call.Get(options.Yes))
            throw UserError.Misuse("--yes approves one patch; a watch finds any number.", "Say which it may apply: --auto-apply --max-risk 0.3");

        var workspace = call.WorkspaceFrom(call.Get(path));
        if (SeveralIn(call, workspace, cancellationToken) is { } several)
        {
            if (isContinuous || call.Get(options.Sarif) is not null || call.Get(options.JUnit) is not null)
            {
                throw UserError.Misuse(
                    $"{workspace} holds {several.Count} projects, and {(isContinuous ? "a watch has" : "a report is of")} one: {string.Join(", ", several.Select(p => p.Path))}.",
                    "Name one of them, or take all for one: --projects root");
            }

            return await new ProjectsConduct(call, options, workspace, several).CarryOutAsync(cancellationToken);
        }

        var config = call.Load(workspace);
        var reports = ReportFiles.Of(call, options);
        using var bench = await call.OpenAsync(workspace, config, cancellationToken);
        if (isContinuous)
            return await new WatchConduct(call, options, reports, schedule, watch.CyclesOf(call), config, bench).CarryOutAsync(cancellationToken);

        return await new RunConduct(call, options, reports, config, bench).CarryOutAsync(
            (runs, token) => runs.StartAsync(RepairCommand.OrderFrom(config, call.Here), token), cancellationToken);
    }

    /// <summary>The projects to be repaired each by itself; null where the workspace is one.</summary>
    private IReadOnlyList<NestedProject>? SeveralIn(Invocation call, string workspace, CancellationToken cancellationToken)
    {
        // A command for the tests is a command for one project.
        var which = call.Get(projects);
        if (which == "root" || (which == "auto" && call.Flags.ContainsKey(Settings.TestCommand.Name)))
            return null;

        using var files = new KernelRoots(NoFailPoints.Instance).Open(workspace);
        var found = ProjectSearch.Beneath(files, RepairCapability.Marks, cancellationToken);
        if (found.AreSeveral || (which == "all" && found.Nested.Count > 0))
        {
            TellLeftOut(call, found);
            return found.Nested;
        }

        if (which == "all")
            throw UserError.Misuse($"There is no project below {workspace}: looked for pyproject.toml, setup.py, package.json, solutions, project files and the like beside tests.", "Leave --projects out.");

        if (found.Nested.Count > 0 && found.OwnTests > 0)
            call.Notes.Line(Ink.Caution("note: "), $"below it lie {found.Nested.Count} projects with tests of their own ({string.Join(", ", found.Nested.Take(5).Select(p => p.Path))}); --projects all repairs each by itself.");

        return null;
    }

    private static void TellLeftOut(Invocation call, ProjectsBeneath found)
    {
        IReadOnlyList<string> left = found.OwnTests == 0 ? found.LeftOut : [$"{found.OwnTests} test files of no project below", .. found.LeftOut];
        if (left.Count > 0)
            call.Notes.Line(Ink.Caution("note: "), $"left out: {string.Join(", ", left.Take(5))}{(left.Count > 5 ? $" and {left.Count - 5} more" : "")}");
    }

    protected abstract bool IsContinuous(Invocation call);

    protected void AddWatchOptions() => watch = new WatchOptions(
        Value("--interval", "SECONDS", "Watching: look also after so long without a change."),
        Value("--cron", "FIELDS", "Watching: look at these times alone, not at the start nor on changes, such as '0 */6 * * *'."),
        Value("--cycles", "N", "Watching: end after so many cycles."));
}
