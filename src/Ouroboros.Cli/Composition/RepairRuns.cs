using System.Text.Json;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Runs;
using Ouroboros.Stages.Learn;
using Ouroboros.Stages.Release;
using Ouroboros.Stages.Review;
using Ouroboros.Techniques.Search;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Transactions;

namespace Ouroboros.Cli.Composition;

/// <summary>Begins repairs, takes them up again, and ends them in the journal.</summary>
internal sealed class RepairRuns(
    Workbench bench, IReadOnlyList<IRunObserver> observers, IProgress<SearchProgress>? progress, IApprover approver)
{
    public const string Capability = "repair";

    /// <summary>Told the id as soon as there is one, so that an interrupted run can be named.</summary>
    public Func<RunId, Task> Begun { get; init; } = _ => Task.CompletedTask;

    public async Task<Outcome> StartAsync(RepairOptions options, Limits limits, long seed, CancellationToken cancellationToken)
    {
        var request = new RunRequest(
            Capability, "Repair failing tests", bench.Store.State.Workspace, seed, JsonSerializer.Serialize(options, RepairJson.Default.RepairOptions), limits);
        new Provenance(bench).Prepare();
        var run = await bench.Journal.BeginAsync(request, cancellationToken);
        await Begun(run.Id);
        return await WorkAsync(run, cancellationToken);
    }

    /// <summary>Goes on with an interrupted run under its own id. What was judged is not judged again.</summary>
    public async Task<Outcome> ResumeAsync(Run run, CancellationToken cancellationToken)
    {
        new Provenance(bench).Prepare();
        await bench.Journal.ReopenAsync(run.Id, cancellationToken);
        await Begun(run.Id);
        if (await ReleasedAlreadyAsync(run, cancellationToken) is not { } outcome)
            return await WorkAsync(run, cancellationToken);

        var log = new RunLog(run.Id, bench.Journal, observers);
        foreach (var learner in bench.RepairParts().Learners(log))
            await learner.LearnAsync(outcome, cancellationToken);

        await EndAsync(run.Id, outcome, cancellationToken);
        return outcome;
    }

    // Killed between its change and its own note of it, the run has achieved what it was begun for.
    private async Task<Outcome?> ReleasedAlreadyAsync(Run run, CancellationToken cancellationToken)
    {
        var committed = await bench.Store.Transactions.CommittedAsync(run.Id, cancellationToken);
        if (committed.FirstOrDefault(c => c is { UndoneBy: null, Intent: { Purpose: IntentPurpose.Apply, Patch: not null } }) is not { } done)
            return null;

        var outcome = new Outcome(GoalOf(run)) { Receipt = TransactionReleaser.ReceiptOf(done) };
        return await RemainingAsync(run, cancellationToken) is > 0 and var left
            ? outcome.EndedBy(RunResult.NotAchieved, $"A part of the repair is applied; {left} failing tests are still red.")
            : outcome.EndedBy(RunResult.Achieved, "The patch had been applied before the run was interrupted.");
    }

    private async Task<int> RemainingAsync(Run run, CancellationToken cancellationToken)
    {
        var remaining = 0;
        foreach (var recorded in await bench.Journal.ReadAsync(run.Id, cancellationToken))
            remaining = recorded.Is(ReviewEvents.PatchAssessed, out var patch) ? patch.Remaining?.Count ?? 0 : remaining;

        return remaining;
    }

    private async Task<Outcome> WorkAsync(Run run, CancellationToken cancellationToken)
    {
        var goal = GoalOf(run);
        var log = new RunLog(run.Id, bench.Journal, observers);
        var stages = new RepairCapability(bench.RepairParts()).Stages(goal.Options, log, progress);
        var outcome = await JourneyAsync(run, goal, new Pipeline(stages, approver, log, bench.Clock), cancellationToken);
        await EndAsync(run.Id, outcome, cancellationToken);
        return outcome;
    }

    private async Task<Outcome> JourneyAsync(Run run, RepairGoal goal, Pipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.RunAsync(goal, cancellationToken);
        }
        catch (FileTroubleException trouble)
        {
            // The workspace gave way under the run: that is an ending, with a reason a person can act on. What is on the disk stays achieved.
            return await ReleasedAlreadyAsync(run, cancellationToken) is { } released
                ? released.EndedBy(released.Ending!.Result, $"{released.Ending.Reason} What came after it failed: {trouble.Message}")
                : new Outcome(goal).EndedBy(RunResult.NotAchieved, trouble.Message);
        }
    }

    private static RepairGoal GoalOf(Run run)
    {
        var options = JsonSerializer.Deserialize(run.Request.OptionsJson, RepairJson.Default.RepairOptions)!;
        return new RepairGoal(run.Request.Workspace, options) { Run = run.Id, Seed = run.Request.Seed, Limits = run.Request.Limits };
    }

    private async Task EndAsync(RunId run, Outcome outcome, CancellationToken cancellationToken)
    {
        var ending = outcome.Ending!;
        await new RunLog(run, bench.Journal, observers).RecordAsync(RunEvents.RunConcluded, new RunConcluded(ending.Result, ending.Reason), cancellationToken);
        await bench.Journal.EndAsync(run, ending, cancellationToken);
    }
}
