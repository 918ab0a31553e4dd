using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Models;
using Ouroboros.Workspaces;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Asks models and other agents where the search found nothing, or where the configuration wants their opinion as well.</summary>
internal sealed class ModelBuilder(RepairModels models, RepairParts parts, IReadOnlyList<IGate> gates, SnapshotReader reader, RunLog log)
{
    /// <summary>What the search may use of a run that can ask models as well. What it finds costs nothing.</summary>
    public static Limits SearchTurn { get; } = new() { WallTime = TimeSpan.FromSeconds(60) };

    public const double SearchPart = 1.0 / 3;

    public async Task<BuildOutcome> ImproveAsync(
        RepairPlan plan, BuildOutcome searched, RepairSearch search, Budget budget, CancellationToken cancellationToken)
    {
        var conduct = ModelConduct.Of(((RepairGoal)plan.Goal).Options.Models!);
        if (IsWhole(searched) && !conduct.WantsSeveral)
            return searched;

        var started = parts.Clock.GetTimestamp();
        using var files = parts.Roots.Open(plan.Snapshot.Root);
        var around = new ModelSurroundings(plan, reader, files, parts.Parser, gates, new SuiteGate(parts.Clock));
        var outcome = await AskAsync(SourcesOf(plan, conduct, search, around), conduct.WantsSeveral, budget, cancellationToken);
        await log.RecordAsync(
            ModelEvents.Ended,
            new ModelEnded(outcome.Ran, outcome.Found.Count, budget.Used.Tokens, budget.Used.Money, parts.Clock.GetElapsedTime(started).TotalSeconds, outcome.Why),
            cancellationToken);
        return outcome.Found.Count == 0 ? searched : await JoinedAsync(plan, searched, outcome.Found, search, budget, cancellationToken);
    }

    private IEnumerable<IModelSource> SourcesOf(RepairPlan plan, ModelConduct conduct, RepairSearch search, ModelSurroundings around)
    {
        if (models.External is { } external)
            yield return new RepairVisitors(plan, external, (what, text) => models.Fence(what, text), conduct.Healing, around, parts, log);

        if (conduct.IsRefinement && models.Desk.Has(ModelRole.Generator))
            yield return new RepairRefinement(plan, models, conduct, search, around, parts.Parser, log);
        else if (models.Desk.Has(ModelRole.Reasoner))
            yield return new RepairAgents(plan, models, conduct, around, log, parts.Clock);
    }

    private static async Task<SourceOutcome> AskAsync(IEnumerable<IModelSource> sources, bool all, Budget budget, CancellationToken cancellationToken)
    {
        var (found, ran, why) = (new List<Candidate>(), 0, "");
        foreach (var source in sources)
        {
            var outcome = await source.RunAsync(budget, cancellationToken);
            found.AddRange(outcome.Found.Where(o => found.All(f => f.Patch != o.Patch)));
            (ran, why) = (ran + outcome.Ran, outcome.Why);
            if (found.Count > 0 && !all)
                break;
        }

        return new SourceOutcome(found, ran, why);
    }

    /// <summary>A patch of the search that leaves no failing test red.</summary>
    private static bool IsWhole(BuildOutcome searched) => searched.Ranked.Count > 0 && searched.Causes.All(c => c.Unmended is null);

    private static async Task<BuildOutcome> JoinedAsync(
        RepairPlan plan, BuildOutcome searched, IReadOnlyList<Candidate> found, RepairSearch search, Budget budget, CancellationToken cancellationToken)
    {
        // What mends only some of the tests stands back behind what mends all.
        Candidate[] own = IsWhole(searched) && searched.Causes.Count == 0 ? [.. searched.Plausible.Where(p => found.All(f => f.Patch != p.Patch))] : [];
        var joined = searched with { Plausible = [.. found, .. own], Causes = [], Exhausted = null, FirstPlausible = searched.FirstPlausible ?? budget.Elapsed };
        return await search.RankedAsync(plan.Failing, joined, cancellationToken);
    }
}
