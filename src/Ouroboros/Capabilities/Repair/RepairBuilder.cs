using System.Text.Json;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Searches for patches with what earlier runs taught: one that mends all failing tests, or one for each of their causes.</summary>
internal sealed class RepairBuilder(
    ISyntaxParser parser, IExperience experience, IScreeningMemo memo, SearchChronicle chronicle, ModelBuilder? models, RunLog log,
    IProgress<SearchProgress>? progress) : IBuilder
{
    public async Task<BuildOutcome> BuildAsync(WorkPlan plan, Budget budget, CancellationToken cancellationToken)
    {
        var repair = (RepairPlan)plan;
        var learnt = await KnowledgeAsync(repair, cancellationToken);
        var search = new RepairSearch(repair, learnt, parser, memo, progress);
        await log.RecordAsync(
            BuildEvents.SearchStarted,
            new SearchStarted(
                search.Seats, plan.Goal.Seed, await search.KnownAsync(cancellationToken), JsonSerializer.Serialize(learnt, RepairJson.Default.Experience)),
            cancellationToken);

        // Calls to models are dear: what the search finds first need not be bought.
        var share = models is null ? budget : budget.Share(ModelBuilder.SearchPart, ModelBuilder.SearchTurn);
        var outcome = await new CauseByCause(repair, search, chronicle, log, share).RunAsync(cancellationToken);
        if (models is not null)
            outcome = await models.ImproveAsync(repair, outcome, search, budget, cancellationToken);

        await log.RecordAsync(BuildEvents.SearchEnded, chronicle.Fact(outcome, plan.Snapshot), cancellationToken);
        return outcome;
    }

    /// <summary>Only the fixes that resemble this failure: the rest would weigh the journal down for nothing.</summary>
    private async Task<Experience> KnowledgeAsync(RepairPlan plan, CancellationToken cancellationToken)
    {
        var all = await experience.RecallAsync(cancellationToken);
        return all with { Fixes = [.. FixMemory.Resembling(all.Fixes, plan.Failing).Select(r => r.Fix)] };
    }
}
