using System.CommandLine;
using System.Globalization;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Cli.Presentation;
using Ouroboros.Runs;

namespace Ouroboros.Cli.Commands.History;

internal sealed class ListRunsCommand : HistoryCommand
{
    private readonly Option<int> limit;

    public ListRunsCommand()
        : base("list-runs", "List the runs made here, the latest first.", "ouro list-runs", "ouro list-runs --limit 50 --json")
    {
        limit = Add(new Option<int>("--limit", "-n") { Description = "How many. Default 20.", HelpName = "N", DefaultValueFactory = _ => 20 });
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--limit must be at least 1.");
        });
    }

    protected override async Task<int> RunAsync(Invocation call, Workbench bench, CancellationToken cancellationToken)
    {
        Print(call, await bench.Journal.ListAsync(call.Get(limit), cancellationToken));
        return ExitCodes.Achieved;
    }

    protected override int? WithoutState(Invocation call)
    {
        Print(call, []);
        return ExitCodes.Achieved;
    }

    private void Print(Invocation call, IReadOnlyList<Run> runs)
    {
        if (WantsJson(call))
        {
            call.Out.Raw(ToJson(runs));
            return;
        }

        if (runs.Count == 0)
        {
            call.Notes.Line("No run was made here yet. Start with: ouro repair");
            return;
        }

        var table = new Table(
            new("Run ID"), new("Task", Flexible: true), new("Duration", Align.Right), new("Status"), new("Files", Align.Right), new("Time"));
        foreach (var run in runs)
        {
            table.Add(
                Ink.Accent(run.Id.Value), run.Request.Description, DurationOf(run), RunStatus.Of(run), $"{run.Ending?.FilesModified ?? 0}",
                run.StartedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        }

        table.Print(call.Out);
    }

    private static string DurationOf(Run run) => run.EndedAt is { } end ? StoryTeller.Seconds((end - run.StartedAt).TotalSeconds) : "…";

    private static string ToJson(IReadOnlyList<Run> runs) => Json.Object(json => json.Objects("runs", runs, run =>
    {
        json.WriteString("run_id", run.Id.Value);
        json.WriteString("task", run.Request.Description);
        json.WriteString("state", run.State.ToString().ToLowerInvariant());
        json.WriteString("result", run.Ending is { } ending ? StoryJson.NameOf(ending.Result) : null);
        json.WriteString("reason", run.Ending?.Reason);
        json.WriteNumber("files", run.Ending?.FilesModified ?? 0);
        json.WriteString("started_at", run.StartedAt);
        if (run.EndedAt is { } end)
            json.Rounded("seconds", (end - run.StartedAt).TotalSeconds);
    }));
}
