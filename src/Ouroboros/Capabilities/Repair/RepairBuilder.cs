using System.Text.Json;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Searches for patches with what earlier runs taught, against a warm jury.</summary>
internal sealed class RepairBuilder(
    ISyntaxParser parser, IExperience experience, IScreeningMemo memo, SearchChronicle chronicle, RunLog log,
    IProgress<SearchProgress>? progress) : IBuilder
{
    public async Task<BuildOutcome> BuildAsync(WorkPlan plan, Budget budget, CancellationToken cancellationToken)
    {
        var repair = (RepairPlan)plan;
        var learnt = await KnowledgeAsync(repair, cancellationToken);
        var known = await memo.RecallAsync(plan.Goal.Run, cancellationToken);
        await using var trials = await repair.Bed!.OpenTrialsAsync(TrialBriefOf(repair), cancellationToken);
        await log.RecordAsync(
            BuildEvents.SearchStarted,
            new SearchStarted(trials.Seats, plan.Goal.Seed, known.Count, JsonSerializer.Serialize(learnt, RepairJson.Default.Experience)),
            cancellationToken);

        var search = new BestFirstSearch(parser, (screenings, token) => memo.RememberAsync(plan.Goal.Run, screenings, token))
        {
            Probe = repair.Bed.OpenProbe(ProbeBriefOf(repair, trials.Seats)),
            Thinker = repair.Bed.OpenThinker(ProbeBriefOf(repair, trials.Seats)),
        };
        var outcome = await search.RunAsync(SearchBriefOf(repair, learnt), trials, budget, known, progress, cancellationToken);

        await log.RecordAsync(BuildEvents.SearchEnded, chronicle.Fact(outcome, plan.Snapshot), cancellationToken);
        return outcome;
    }

    /// <summary>Only the fixes that resemble this failure: the rest would weigh the journal down for nothing.</summary>
    private async Task<Experience> KnowledgeAsync(RepairPlan plan, CancellationToken cancellationToken)
    {
        var all = await experience.RecallAsync(cancellationToken);
        return all with { Fixes = [.. FixMemory.Resembling(all.Fixes, plan.Failing).Select(r => r.Fix)] };
    }

    private static TrialBrief TrialBriefOf(RepairPlan plan)
    {
        var seats = ((RepairGoal)plan.Goal).Options.Seats;
        return new TrialBrief(
            plan.Snapshot, [.. plan.Failing.Select(f => f.Name)], [.. plan.Guarding], plan.Trace, seats > 0 ? seats : Environment.ProcessorCount);
    }

    private static ProbeBrief ProbeBriefOf(RepairPlan plan, int seats) =>
        new([.. plan.Failing.Select(f => f.Name)], [.. plan.Guarding], plan.Trace, plan.Goal.Seed, seats);

    private static SearchBrief SearchBriefOf(RepairPlan plan, Experience learnt) =>
        new(plan.Snapshot, plan.Suspects, plan.Failing, plan.Trace, OperatorPriors.ByLanguage(learnt.Operators), plan.Goal.Seed)
        {
            Remembered = learnt.Fixes,
        };
}
