using System.Text.Json;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Review;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Cli.Composition;

/// <summary>What a run decided: which patches it found plausible, in which order, and which one it chose.</summary>
/// <param name="Tree">Hash of the files it worked on.</param>
internal sealed record Decisions(string Tree, long Tried, long Fuel, IReadOnlyList<string> Ranked, string? Winner)
{
    /// <summary>How many candidates each search tried, in their order.</summary>
    public IReadOnlyList<long> Searches { get; init; } = [];


    public static Decisions? Of(IReadOnlyList<RunEvent> events)
    {
        TestsMeasured? measured = null;
        SearchEnded? search = null;
        PatchAssessed? assessed = null;
        var searches = new SortedDictionary<int, long>();
        foreach (var recorded in events)
        {
            measured = recorded.Is(PlanEvents.TestsMeasured, out var m) ? m : measured;
            search = recorded.Is(BuildEvents.SearchEnded, out var s) ? s : search;
            if (recorded.Is(BuildEvents.CauseSearched, out var cause))
                searches[cause.Number] = cause.Tried;

            // A resumed run starts over from its plan.
            if (recorded.Is(RunEvents.StageEntered, out var stage) && stage.Stage == "plan")
                searches.Clear();

            assessed = recorded.Is(ReviewEvents.PatchAssessed, out var a) ? a : assessed;
        }

        return measured is null || search is null
            ? null
            : new Decisions(measured.Tree, search.Tried, search.Fuel, [.. search.Ranked.Select(r => r.Patch)], assessed?.Patch)
            {
                Searches = [.. searches.Values, search.Tried - searches.Values.Sum()],
            };
    }

    public bool Same(Decisions other) =>
        Tried == other.Tried && Winner == other.Winner && Ranked.SequenceEqual(other.Ranked);
}

/// <summary>A run done again beside its own record. <see cref="Again"/> is null when it could not be.</summary>
internal sealed record ReplayOutcome(Decisions? Recorded, Decisions? Again, string? Problem)
{
    public bool Same => Recorded is { } one && Again is { } other && one.Same(other);
}

/// <summary>Does a run's work again in a private copy, from its seed and what it knew then, and compares the decisions.</summary>
internal sealed class Replay(Workbench bench, IReadOnlyList<IRunObserver> observers)
{
    public async Task<ReplayOutcome> RunAsync(Run run, CancellationToken cancellationToken)
    {
        var events = await bench.Journal.ReadAsync(run.Id, cancellationToken);
        if (Decisions.Of(events) is not { } recorded)
            return new ReplayOutcome(null, null, $"{run.Id} did not come as far as the end of its search, so there is nothing to compare with. Finish it first: ouro resume {run.Id}");

        if (events.Any(e => e.Is(ModelEvents.Ended, out _)))
            return new ReplayOutcome(recorded, null, $"{run.Id} asked models or another agent, whose part is not done again; its record is what there is: ouro show {run.Id}");

        using var pristine = await PristineCopy.TakeAsync(
            bench.Store.Roots, bench.Store.Snapshots, bench.Store.State.Workspace, bench.Store.State.TemporaryPath, cancellationToken);
        using var stage = pristine.Stage(bench.Store.State.TemporaryPath, cancellationToken);
        await TurnBackAsync(run.Id, stage.Root, cancellationToken);
        var tree = (await bench.Store.Snapshots.TakeAsync(stage.Root, cancellationToken)).TreeHash.Hex;
        if (tree != recorded.Tree)
            return new ReplayOutcome(recorded, null, "The workspace is not what the run worked on: files beside the run's own changed since. Check out the state of then and replay again.");

        var again = await AgainAsync(run, stage.Root, events, recorded, cancellationToken);
        return new ReplayOutcome(recorded, again, again is null ? "The replay did not come as far as the end of its search." : null);
    }

    /// <summary>Gives the copy the files back that the run changed.</summary>
    private async Task TurnBackAsync(RunId run, string root, CancellationToken cancellationToken)
    {
        var committed = await bench.Store.Transactions.CommittedAsync(run, cancellationToken);
        using var files = bench.Store.Roots.Open(root);
        foreach (var step in committed.Where(c => c.UndoneBy is null).SelectMany(c => c.Intent.Steps))
        {
            if (files.Stat(step.Path) is not null)
                files.Remove(step.Path);

            if (step.Before is { } before)
                files.Create(step.Path, bench.Store.Contents.Get(before.Hash), before.Mode, null);
        }
    }

    private async Task<Decisions?> AgainAsync(
        Run run, string root, IReadOnlyList<RunEvent> events, Decisions recorded, CancellationToken cancellationToken)
    {
        var journal = new MemoryJournal(bench.Clock, new Random((int)run.Request.Seed));
        var request = run.Request with { Workspace = root, Limits = new Limits { Searches = recorded.Searches } };
        var copy = await journal.BeginAsync(request, cancellationToken);
        var log = new RunLog(copy.Id, journal, observers);
        var parts = bench.RepairParts() with { Memo = NoMemo.Instance, Baselines = Ouroboros.Techniques.Testing.Baselines.NoBaselines.Instance, Experience = Knowledge(events), Learners = _ => [] };
        var options = JsonSerializer.Deserialize(run.Request.OptionsJson, RepairJson.Default.RepairOptions)!;
        var goal = new RepairGoal(root, options) { Run = copy.Id, Seed = run.Request.Seed, Limits = request.Limits };

        var pipeline = new Pipeline(
            new RepairCapability(parts).Stages(options, log, null), new ApprovalRule(new ApprovalPolicy { DryRun = true }, null), log, bench.Clock);
        await pipeline.RunAsync(goal, cancellationToken);
        return Decisions.Of(await journal.ReadAsync(copy.Id, cancellationToken));
    }

    private static RecordedExperience Knowledge(IReadOnlyList<RunEvent> events)
    {
        foreach (var recorded in Enumerable.Reverse(events))
        {
            if (recorded.Is(BuildEvents.SearchStarted, out var started))
                return new RecordedExperience(JsonSerializer.Deserialize(started.Knowledge, RepairJson.Default.Experience)!);
        }

        return new RecordedExperience(Experience.None);
    }

    /// <summary>Knows what the run knew and learns nothing from doing it again.</summary>
    private sealed class RecordedExperience(Experience then) : IExperience
    {
        public Task<Experience> RecallAsync(CancellationToken cancellationToken) => Task.FromResult(then);

        public Task KeepAsync(Lesson lesson, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class NoMemo : IScreeningMemo
    {
        public static NoMemo Instance { get; } = new();

        public Task<IReadOnlyDictionary<PatchHash, Screening>> RecallAsync(RunId run, string panel, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<PatchHash, Screening>>(new Dictionary<PatchHash, Screening>());

        public Task RememberAsync(RunId run, string panel, IReadOnlyList<Screening> screenings, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
