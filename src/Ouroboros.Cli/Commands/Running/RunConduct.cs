using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Cli.Presentation;
using Ouroboros.Cli.Progress;
using Ouroboros.Cli.Reports;
using Ouroboros.Runs;
using Ouroboros.Stages.Learn;
using Ouroboros.Stages.Review;
using Ouroboros.Techniques.Search;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>Carries a run out before a person's eyes: progress while it works, the story when it ends, reports and exit code.</summary>
internal sealed class RunConduct(Invocation call, RunOptions options, ReportFiles reports, Config config, Workbench bench)
{
    private readonly EventRecorder recorder = new();
    private RunId? begun;
    private bool presented;

    /// <summary>Whether nobody is to be asked.</summary>
    public bool IsUnattended { get; init; }

    /// <summary>Whether this is one of several runs of the command, which prints their objects itself.</summary>
    public bool IsOneOfMany { get; init; }

    /// <summary>What the run came to and recorded, told or not; null as long as it has no end.</summary>
    public Outcome? Outcome { get; private set; }

    /// <summary>The same for people; null as long as it is not told.</summary>
    public RunStory? Story { get; private set; }

    /// <summary>Told the run as soon as there is one.</summary>
    public Func<RunId, Task> Begun { get; init; } = _ => Task.CompletedTask;

    public async Task<int> CarryOutAsync(Func<RepairRuns, CancellationToken, Task<Outcome>> work, CancellationToken cancellationToken)
    {
        TellRecovered(call, bench);
        return ExitCodes.Of((await OutcomeOfAsync(work, cancellationToken))?.Ending!.Result ?? RunResult.Interrupted);
    }

    public static void TellRecovered(Invocation call, Workbench bench)
    {
        foreach (var sentence in bench.Recovered)
            call.Notes.Line(Ink.Caution("recovered: "), sentence);
    }

    /// <summary>The outcome, told; null when it was interrupted.</summary>
    public async Task<Outcome?> OutcomeOfAsync(Func<RepairRuns, CancellationToken, Task<Outcome>> work, CancellationToken cancellationToken)
    {
        using var progress = new LiveProgress(call.Notes, call.Here.Traits, call.Here.Clock);
        using var models = new ModelBench(bench, config, call.Here);
        try
        {
            Outcome = await work(Runs(progress, models), cancellationToken);
            progress.Pause();
            await ConcludeAsync(Outcome, CancellationToken.None);
            return Outcome;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress.Pause();
            // What goes on with a cycle of a watch, the watch says at its end.
            call.Notes.Line(Ink.Caution("interrupted"), begun is { } id && !IsUnattended ? $"; nothing is lost. Go on with: {Again($"resume {id}")}" : ".");
            return null;
        }
    }

    private RepairRuns Runs(LiveProgress progress, ModelBench models)
    {
        List<IRunObserver> observers = [recorder, progress];
        if (call.Get(options.Jsonl))
            observers.Add(new EventStream(call.Out));

        return new RepairRuns(bench, observers, progress, Approver(progress))
        {
            Begun = id => Begin(id, progress),
            Models = (run, asked, events) =>
            {
                if (models.Note(asked) is { } note)
                    call.Notes.Line(Ink.Caution("note: "), note);

                return models.For(run, asked, events, progress, progress);
            },
        };
    }

    private Task Begin(RunId id, LiveProgress progress)
    {
        begun = id;
        progress.Pause();
        call.Notes.Line(Ink.Faint($"run {id} in {bench.Store.State.Workspace}"));
        foreach (var gap in bench.Runner.SandboxGaps.Take(1))
            call.Notes.Line(Ink.Caution("note: "), $"{gap} Some limits are not enforced; 'ouro doctor' names them.");

        return Begun(id);
    }

    private ApprovalRule Approver(LiveProgress progress)
    {
        var policy = new ApprovalPolicy
        {
            DryRun = call.Get(options.DryRun), AutoApply = config.Flag(Settings.AutoApply), MaxRisk = config.Number(Settings.MaxRisk),
            Partial = call.Get(options.Partial),
        };
        IApprover? person = call.Get(options.Yes) ? new PersonWhoSaidYes(call.Get(options.Partial))
            : call.Here.CanAsk && !IsUnattended && !call.Get(options.Json) && !call.Get(options.Jsonl) ? new PersonAtTerminal(call.Here, progress, PresentUnended)
            : null;
        return new ApprovalRule(policy, person);
    }

    // Asked in the middle of the run, whose record has no end yet.
    private void PresentUnended()
    {
        var request = new RunRequest(RepairRuns.Capability, "", bench.Store.State.Workspace, 0, "", new Limits());
        Present(recorder.StoryOf(new Run(begun!.Value, request, RunState.Working, call.Here.Clock.GetUtcNow(), null, null)));
    }

    private void Present(RunStory story)
    {
        new StoryTeller(call.Out).Tell(story);
        presented = true;
    }

    private async Task ConcludeAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        var run = await bench.Journal.FindAsync(begun!.Value, cancellationToken);
        var story = Story = recorder.StoryOf(run!);
        if (call.Get(options.Json) && !IsOneOfMany)
            call.Out.Raw(StoryJson.Of(story));
        else if (!call.Get(options.Json) && !call.Get(options.Jsonl))
            Print(story);

        if (reports.Sarif is { } sarif)
            ReportFile.Write(sarif, SarifReport.Of(story));

        if (reports.JUnit is { } junit && SuiteOf(outcome) is { } suite)
            ReportFile.Write(junit, JUnitReport.Of(suite, Path.GetFileName(bench.Store.State.Workspace)));
    }

    private static Stages.Evidence.TestRun? SuiteOf(Outcome outcome) =>
        outcome.Assessment?.Winner?.Verdict.Tests ?? (outcome.Plan as Capabilities.Repair.RepairPlan)?.Baseline;

    private void Print(RunStory story)
    {
        if (!presented)
            Present(story);
        else if (story.Released is not null)
            new StoryTeller(call.Out).Files(story);

        call.Out.Line();
        var sign = story.Result switch
        {
            RunResult.Achieved => Ink.Good("✓ "),
            RunResult.NeedsHuman => Ink.Caution("• "),
            RunResult.NotAchieved when story.Released is not null => Ink.Caution("• "),
            _ => Ink.Bad("✗ "),
        };
        call.Out.Line(sign, Headline(story));
        foreach (var step in NextSteps(story))
            call.Out.Line(Ink.Faint("  "), step);
    }

    private static string Headline(RunStory story) => story switch
    {
        { Released: { } released, Result: RunResult.NotAchieved } => $"Applied a part of the repair to {string.Join(", ", released.Files.Select(f => f.Path))}. {story.Reason}",
        { Released: { } released } => $"Applied to {string.Join(", ", released.Files.Select(f => f.Path))}. {story.Reason}",
        _ => story.Reason ?? "",
    };

    private IEnumerable<string> NextSteps(RunStory story)
    {
        if (story.Released is not null)
        {
            yield return $"take it back:  {Again($"undo {story.Id}")}";
            yield return $"look again:    {Again($"show {story.Id}")}";
            if (story.Result == RunResult.NotAchieved)
                yield return $"try the rest:  {Again("repair", "")}";
        }
        else if (story is { Result: RunResult.NeedsHuman, Patch: { } patch })
        {
            yield return $"apply it:      {Again($"resume {story.Id}")} --yes{(patch.Remaining is { Count: > 0 } ? " --partial" : "")}";
            yield return $"as a patch:    {Again($"show {story.Id} --patch")}";
            if (patch.Risk > config.Number(Settings.MaxRisk))
                yield return $"its risk of {patch.Risk:0.00} is above the limit of {config.Number(Settings.MaxRisk):0.00}";
        }
        else if (story.Result == RunResult.LimitReached)
        {
            yield return $"go on longer:  {Again($"resume {story.Id}")}";
        }
        else if (!IsUnattended && story is { Result: RunResult.NotAchieved, Decision.Release: true })
        {
            yield return $"try again:     {Again("repair", "")}";
        }
    }

    /// <summary>A command line that works from where the person stands.</summary>
    /// <param name="place">What stands before the project's directory where that has to be named.</param>
    private string Again(string command, string place = "-C ")
    {
        var here = WorkspaceSearch.Above(call.Here.WorkingDirectory);
        return here == bench.Store.State.Workspace
            ? $"{Product.Name} {command}"
            : $"{Product.Name} {command} {place}{Path.GetRelativePath(call.Here.WorkingDirectory, bench.Store.State.Workspace)}";
    }
}
