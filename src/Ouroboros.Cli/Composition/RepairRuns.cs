using System.Text.Json;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Runs;
using Ouroboros.Stages.Learn;
using Ouroboros.Stages.Review;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Models.Money;
using Ouroboros.Techniques.Search;
using Ouroboros.Workspaces;

namespace Ouroboros.Cli.Composition;

/// <summary>Begins repairs, takes them up again, and ends them in the journal.</summary>
internal sealed class RepairRuns(
    Workbench bench, IReadOnlyList<IRunObserver> observers, IProgress<SearchProgress>? progress, IApprover approver)
{
    public const string Capability = "repair";

    private readonly UnendedRuns unended = new(bench);

    /// <summary>Told the id as soon as there is one, so that an interrupted run can be named.</summary>
    public Func<RunId, Task> Begun { get; init; } = _ => Task.CompletedTask;

    /// <summary>The models of a run, by its options and by what it recorded before it was interrupted.</summary>
    public Func<Run, ModelOptions?, IReadOnlyList<RunEvent>, RepairModels?> Models { get; init; } = (_, _, _) => null;

    public async Task<Outcome> StartAsync(RepairOrder order, CancellationToken cancellationToken)
    {
        var request = new RunRequest(
            Capability, "Repair failing tests", bench.Store.State.Workspace, order.Seed,
            JsonSerializer.Serialize(order.Options, RepairJson.Default.RepairOptions), order.Limits);
        new Provenance(bench).Prepare();
        var run = await bench.Journal.BeginAsync(request, cancellationToken);
        await Begun(run.Id);
        return await WorkAsync(run, [], cancellationToken);
    }

    /// <summary>Goes on with an interrupted run under its own id. What was judged is not judged again.</summary>
    public async Task<Outcome> ResumeAsync(Run run, CancellationToken cancellationToken)
    {
        new Provenance(bench).Prepare();
        await bench.Journal.ReopenAsync(run.Id, cancellationToken);
        await Begun(run.Id);

        // Killed between its change and its own note of it, the run has achieved what it was begun for.
        if (await unended.ReleasedAsync(run, cancellationToken) is not { } outcome)
            return await WorkAsync(await WithoutSpentAsync(run, cancellationToken), await bench.Journal.ReadAsync(run.Id, cancellationToken), cancellationToken);

        var log = new RunLog(run.Id, bench.Journal, observers);
        foreach (var learner in bench.RepairParts().Learners(log))
            await learner.LearnAsync(outcome, cancellationToken);

        await EndAsync(run.Id, outcome, cancellationToken);
        return outcome;
    }

    /// <summary>What a run that was cut off has spent is spent. One that ended at a limit was given it anew by whoever goes on with it.</summary>
    private async Task<Run> WithoutSpentAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Ending is not null || run.Request.Limits is not { } limits || (limits.Tokens is null && limits.Money is null))
            return run;

        var spent = LedgerSum.Of(await bench.Store.Ledger.ReadAsync(run.Id, null, cancellationToken));
        var left = limits with
        {
            Tokens = limits.Tokens is { } tokens ? Math.Max(0, tokens - (spent.Tokens + spent.UnsettledTokens).Total) : null,
            Money = limits.Money is { } money ? Math.Max(0, money - spent.Money - spent.UnsettledMoney) : null,
        };
        return run with { Request = run.Request with { Limits = left } };
    }

    /// <param name="events">What the run recorded before it was interrupted.</param>
    private async Task<Outcome> WorkAsync(Run run, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        var goal = UnendedRuns.GoalOf(run);
        var log = new RunLog(run.Id, bench.Journal, observers);
        var stages = new RepairCapability(bench.RepairParts() with { Models = Models(run, goal.Options.Models, events) }).Stages(goal.Options, log, progress);
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
            // The workspace gave way under the run: that is an ending, with a reason a person can act on.
            return await unended.EndedByAsync(run, trouble.Message, cancellationToken);
        }
    }

    private async Task EndAsync(RunId run, Outcome outcome, CancellationToken cancellationToken)
    {
        var ending = outcome.Ending!;
        await new RunLog(run, bench.Journal, observers).RecordAsync(RunEvents.RunConcluded, new RunConcluded(ending.Result, ending.Reason), cancellationToken);
        await bench.Journal.EndAsync(run, ending, cancellationToken);
    }
}
