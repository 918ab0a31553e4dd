using System.Text.Json;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Runs;
using Ouroboros.Stages.Learn;
using Ouroboros.Stages.Release;
using Ouroboros.Stages.Review;
using Ouroboros.Workspaces.Transactions;

namespace Ouroboros.Cli.Composition;

/// <summary>What runs came to that did not live to say so. The transaction log knows what is on the disk.</summary>
internal sealed class UnendedRuns(Workbench bench)
{
    /// <summary>The outcome of a run that changed files and was ended before it noted that; null where nothing was changed.</summary>
    public async Task<Outcome?> ReleasedAsync(Run run, CancellationToken cancellationToken)
    {
        var committed = await bench.Store.Transactions.CommittedAsync(run.Id, cancellationToken);
        if (committed.FirstOrDefault(c => c is { UndoneBy: null, Intent: { Purpose: IntentPurpose.Apply, Patch: not null } }) is not { } done)
            return null;

        var outcome = new Outcome(GoalOf(run)) { Receipt = TransactionReleaser.ReceiptOf(done) };
        return await RemainingAsync(run, cancellationToken) is > 0 and var left
            ? outcome.EndedBy(RunResult.NotAchieved, $"A part of the repair is applied; {left} failing tests are still red.")
            : outcome.EndedBy(RunResult.Achieved, "The patch had been applied before the run was interrupted.");
    }

    /// <summary>What trouble makes of a run: what is on the disk stays achieved.</summary>
    public async Task<Outcome> EndedByAsync(Run run, string trouble, CancellationToken cancellationToken) =>
        await ReleasedAsync(run, cancellationToken) is { Ending: { } ending } released
            ? released.EndedBy(ending.Result, $"{ending.Reason} What came after it failed: {trouble}")
            : new Outcome(GoalOf(run)).EndedBy(RunResult.NotAchieved, trouble);

    /// <summary>Ends a run that trouble broke off. One that has ended stays as it is.</summary>
    public async Task<RunEnding> EndAsync(RunId id, string trouble, CancellationToken cancellationToken)
    {
        var run = await bench.Journal.FindAsync(id, cancellationToken)
            ?? throw new InvalidOperationException($"The journal does not know run {id}, which trouble broke off.");
        if (run.Ending is { } ended)
            return ended;

        var ending = (await EndedByAsync(run, trouble, cancellationToken)).Ending!;
        await bench.Journal.EndAsync(id, ending, cancellationToken);
        return ending;
    }

    public static RepairGoal GoalOf(Run run)
    {
        var options = JsonSerializer.Deserialize(run.Request.OptionsJson, RepairJson.Default.RepairOptions)!;
        return new RepairGoal(run.Request.Workspace, options) { Run = run.Id, Seed = run.Request.Seed, Limits = run.Request.Limits };
    }

    private async Task<int> RemainingAsync(Run run, CancellationToken cancellationToken)
    {
        var remaining = 0;
        foreach (var recorded in await bench.Journal.ReadAsync(run.Id, cancellationToken))
            remaining = recorded.Is(ReviewEvents.PatchAssessed, out var patch) ? patch.Remaining?.Count ?? 0 : remaining;

        return remaining;
    }
}
