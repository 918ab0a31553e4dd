using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Agents;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Techniques.Models;
using Ouroboros.Workspaces;

namespace Ouroboros.Capabilities.Repair;

/// <summary>What models bring to a repair: themselves, how they are fenced in, and what an interrupted run knows of them.</summary>
/// <param name="Fence">Marks what comes from the repository as data.</param>
/// <param name="Earlier">Answers that the run paid for before it was interrupted, by the agent's name.</param>
/// <param name="OwnTools">Tools of the person's own, over a draft.</param>
public sealed record RepairModels(IModelDesk Desk, Fencing Fence)
{
    public IAgentWitness? Witness { get; init; }

    public IReadOnlyList<AgentAnswered> Earlier { get; init; } = [];

    public Func<Draft, IReadOnlyList<IAgentTool>> OwnTools { get; init; } = _ => [];
}

/// <summary>Asks models where the search found nothing, or where the configuration wants their opinion as well.</summary>
internal sealed class ModelBuilder(RepairModels models, IReadOnlyList<IGate> gates, SnapshotReader reader, IFileRoots roots, RunLog log, TimeProvider clock)
{
    /// <summary>What the search may use of a run that can ask models as well. What it finds costs nothing.</summary>
    public static Limits SearchTurn { get; } = new() { WallTime = TimeSpan.FromSeconds(60) };

    public const double SearchPart = 1.0 / 3;

    public async Task<BuildOutcome> ImproveAsync(
        RepairPlan plan, BuildOutcome searched, RepairSearch search, Budget budget, CancellationToken cancellationToken)
    {
        var options = ((RepairGoal)plan.Goal).Options.Models!;
        var conduct = ModelConducts.Of(options);
        if (IsWhole(searched) && !conduct.WantsSeveral)
            return searched;

        var started = clock.GetTimestamp();
        using var files = roots.Open(plan.Snapshot.Root);
        var guard = new PathGuard(files);
        var around = new ModelSurroundings(
            path => reader.Read(plan.Snapshot, path), path => guard.Read(path).Refusal, models.Fence, models.Witness,
            name => [.. models.Earlier.Where(e => e.Agent == name).OrderBy(e => e.Step)], models.OwnTools);
        var agents = new RepairAgents(plan, models.Desk, conduct, gates, new SuiteGate(clock), around, log, clock);
        var outcome = await agents.RunAsync(budget, cancellationToken);
        await log.RecordAsync(
            ModelEvents.Ended,
            new ModelEnded(outcome.Ran, outcome.Found.Count, budget.Used.Tokens, budget.Used.Money, clock.GetElapsedTime(started).TotalSeconds, outcome.Why),
            cancellationToken);
        return outcome.Found.Count == 0 ? searched : await JoinedAsync(plan, searched, outcome.Found, search, budget, cancellationToken);
    }

    /// <summary>A patch of the search that leaves no failing test red.</summary>
    private static bool IsWhole(BuildOutcome searched) => searched.Ranked.Count > 0 && searched.Causes.All(c => c.Unmended is null);

    private static async Task<BuildOutcome> JoinedAsync(
        RepairPlan plan, BuildOutcome searched, IReadOnlyList<Candidate> found, RepairSearch search, Budget budget, CancellationToken cancellationToken)
    {
        // What mends only some of the tests stands back behind what mends all.
        var own = IsWhole(searched) ? searched.Plausible : [];
        var joined = searched with { Plausible = [.. found, .. own], Causes = [], Exhausted = null, FirstPlausible = searched.FirstPlausible ?? budget.Elapsed };
        return await search.RankedAsync(plan.Failing, joined, cancellationToken);
    }
}
