using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Cli.Presentation;
using Ouroboros.Runs;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Watching;

namespace Ouroboros.Cli.Commands.History;

/// <summary>How a run stands: models used, safety checks, files modified, and what to do next.</summary>
internal sealed class StatusCommand : HistoryCommand
{
    private readonly Option<string?> named;

    public StatusCommand()
        : base("status", "Show how the latest run, or one named, stands.", "ouro status --latest", "ouro status --run-id gen_20260121_103000_a1b2c3 --json")
    {
        Switch("--latest", "The latest run; so it is when none is named.");
        named = Value("--run-id", "ID", "One run.");
    }

    protected override async Task<int> RunAsync(Invocation call, Workbench bench, CancellationToken cancellationToken)
    {
        var watch = await bench.Store.Watch.StandingAsync(cancellationToken);
        if (watch is { IsAlive: true } && call.Get(named) is null && (await bench.Journal.ListAsync(1, cancellationToken)).Count == 0)
            return TellWatchAlone(call, watch);

        var run = call.Get(named) is { } id
            ? await RunChoice.FindAsync(bench.Journal, id, cancellationToken)
            : await RunChoice.LastAsync(bench.Journal, cancellationToken);
        var story = RunStory.Of(run, await bench.Journal.ReadAsync(run.Id, cancellationToken));
        if (WantsJson(call))
        {
            call.Out.Raw(StoryJson.Of(story, watch));
            return ExitCodes.Achieved;
        }

        Print(story, run, call.Out);
        if (watch is not null)
            new WatchTeller(call.Out).Tell(watch);

        return ExitCodes.Achieved;
    }

    // A watch that waits for its first time has made no run yet.
    private int TellWatchAlone(Invocation call, WatchStanding watch)
    {
        if (WantsJson(call))
            call.Out.Raw(Json.Object(json => WatchJson.Write(json, watch)));
        else
            new WatchTeller(call.Out).Tell(watch);

        return ExitCodes.Achieved;
    }

    private static void Print(RunStory story, Run run, Printer printer)
    {
        printer.Line(Ink.Strong(story.Id.Value), "  ", RunStatus.Of(run), $"  {run.Request.Description} in {run.Request.Workspace}");
        if (story.Reason is { } reason)
            printer.Paragraph(reason, "  ");
        else if (story.Stage is { } stage)
            printer.Line($"  in stage {stage}");

        printer.Line($"  begun {run.StartedAt.ToLocalTime():yyyy-MM-dd HH:mm:ss}, {StoryTeller.Seconds(story.Duration.TotalSeconds)}, seed {run.Request.Seed}");
        printer.Line(Ink.Strong("Models used"), "   none: ouro's own search planned and built it");
        printer.Line(Ink.Strong("Safety checks"), story.GatesOfPatch.Any() ? "" : " none yet");
        foreach (var gate in story.GatesOfPatch)
        {
            var sign = gate.Status switch { GateStatus.Passed => Ink.Good("✓ "), GateStatus.Failed => Ink.Bad("✗ "), _ => Ink.Caution("· ") };
            printer.Line("  ", sign, gate.Gate, Ink.Faint($"  {gate.Detail}"));
        }

        printer.Line(Ink.Strong("Files modified"), story.Released is null ? " none" : "");
        foreach (var file in story.Released?.Files ?? [])
            printer.Line($"  {file.Path}  ", Ink.Good($"+{file.LinesAdded}"), " ", Ink.Bad($"-{file.LinesRemoved}"));

        if (run.State == RunState.Interrupted)
            printer.Line(Ink.Accent("next:  "), $"ouro resume {run.Id}");
    }
}
