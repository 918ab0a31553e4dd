using System.CommandLine;
using System.Globalization;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Commands.History;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Cli.Progress;
using Ouroboros.Runs;
using Ouroboros.Stages.Plan;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>Only the first stage of a repair: which lines the failing tests point at.</summary>
internal sealed class LocaliseCommand : OuroCommand
{
    private readonly Argument<string?> path;
    private readonly Option<int> limit;
    private readonly Option<bool> json;

    public LocaliseCommand()
        : base(
            "localise", "Rank the lines that the failing tests point at; changes nothing.",
            "ouro localise", "ouro localise samples/billing --limit 20 --json")
    {
        path = Add(new Argument<string?>("PATH") { Description = "The project's directory; the nearest project above when not given.", Arity = ArgumentArity.ZeroOrOne });
        Flag(Settings.TestCommand, "CMD", "--test");
        Flag(Settings.Python, "PATH");
        Flag(Settings.TestTimeout, "SECONDS");
        Flag(Settings.SandboxMode, "MODE");
        limit = Add(new Option<int>("--limit", "-n") { Description = "How many lines. Default 10.", HelpName = "N", DefaultValueFactory = _ => 10 });
        json = Switch("--json", "Print one JSON object.");
    }

    public override async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var workspace = call.WorkspaceFrom(call.Get(path));
        var config = call.Load(workspace);
        using var bench = await call.OpenAsync(workspace, config, cancellationToken);
        await using var plan = await PlanAsync(call, bench, RepairCommand.OptionsFrom(config, call.Here), cancellationToken);
        var exit = plan is { Concluded: { } concluded } ? ExitCodes.Of(concluded.Result) : ExitCodes.Achieved;
        if (call.Get(json))
            call.Out.Raw(ToJson(plan, exit, call.Get(limit)));
        else
            Print(plan, call);

        return exit;
    }

    // What it finds is shown, not kept: a journal in memory does.
    private static async Task<RepairPlan> PlanAsync(Invocation call, Workbench bench, RepairOptions options, CancellationToken cancellationToken)
    {
        using var progress = new LiveProgress(call.Notes, call.Here.Traits, call.Here.Clock);
        var workspace = bench.Store.State.Workspace;
        var journal = new MemoryJournal(call.Here.Clock, new Random(0));
        var run = await journal.BeginAsync(new RunRequest("localise", "Localise", workspace, 0, "", new Limits()), cancellationToken);
        var log = new RunLog(run.Id, journal, [progress]);
        var goal = new RepairGoal(workspace, options) { Run = run.Id, Seed = 0, Limits = new Limits() };
        return (RepairPlan)await new RepairCapability(bench.RepairParts() with { Learners = _ => [] }).Stages(options, log, null).Planner.PlanAsync(goal, cancellationToken);
    }

    private void Print(RepairPlan plan, Invocation call)
    {
        if (plan.Concluded is { } concluded)
        {
            (concluded.Result == RunResult.Achieved ? call.Out : call.Notes).Paragraph(concluded.Reason);
            return;
        }

        call.Out.Line($"{plan.Failing.Count} of {plan.Baseline.Results.Count} tests fail; they point at {plan.Suspects.Count} lines:");
        var table = new Table(new("#", Align.Right), new("Place"), new("Score", Align.Right), new("Line", Flexible: true), new("Why", Flexible: true));
        foreach (var (index, suspect) in plan.Suspects.Take(call.Get(limit)).Index())
        {
            table.Add(
                $"{index + 1}", Ink.Accent($"{suspect.Path}:{suspect.Line}"),
                suspect.Score.ToString("0.00", CultureInfo.InvariantCulture), TextAt(plan, suspect), Ink.Faint(suspect.Why));
        }

        table.Print(call.Out);
    }

    private static string TextAt(RepairPlan plan, Suspect suspect)
    {
        try
        {
            return File.ReadLines(suspect.Path.Under(plan.Snapshot.Root)).ElementAtOrDefault(suspect.Line - 1)?.Trim() ?? "";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string ToJson(RepairPlan plan, int exit, int limit) => Json.Object(json =>
    {
        json.WriteNumber("exit_code", exit);
        json.WriteString("reason", plan.Concluded?.Reason);
        json.WriteNumber("tests", plan.Baseline.Results.Count);
        json.Strings("failing", plan.Failing.Select(f => f.Name.Value));
        json.Strings("flaky", plan.Flaky.Select(f => f.Value));
        json.WriteNumber("total", plan.Suspects.Count);
        json.Objects("suspects", plan.Suspects.Take(limit), suspect =>
        {
            json.WriteString("path", suspect.Path.Value);
            json.WriteNumber("line", suspect.Line);
            json.Rounded("score", suspect.Score);
            json.WriteString("why", suspect.Why);
        });
    });
}
