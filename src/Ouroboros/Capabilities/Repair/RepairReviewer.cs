using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Review;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Risks;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Diffs;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Weighs the first patch that passed every gate and tells what else there was.</summary>
internal sealed class RepairReviewer(RiskModel model, SnapshotReader reader, RunLog log) : IReviewer
{
    public async Task<Assessment> ReviewAsync(
        WorkPlan plan, BuildOutcome build, IReadOnlyList<Verdict> verdicts, CancellationToken cancellationToken)
    {
        var repair = (RepairPlan)plan;
        var refused = verdicts.Where(v => !v.Passed).ToArray();
        if (verdicts.FirstOrDefault(v => v.Passed) is not { } passed)
            return new Assessment(null, build.Ranked, refused, []);

        var ranked = build.Ranked.First(r => r.Candidate.Patch == passed.Candidate.Patch);
        var alternatives = build.Ranked.Where(r => verdicts.All(v => v.Candidate.Patch != r.Candidate.Patch)).ToArray();
        var rivals = RivalsOf(ranked.Cluster, alternatives, build.Behaviours);
        var turned = Turned(repair, passed);
        var risk = model.Weigh(Evidence(repair, passed, turned, rivals), cancellationToken);
        var assessment = new Assessment(
            new Assessed(passed, risk, ranked.Reasons), alternatives, refused, Cautions(repair, rivals));

        await log.RecordAsync(ReviewEvents.PatchAssessed, Fact(repair, assessment, turned), cancellationToken);
        return assessment;
    }

    private static IReadOnlyList<TestName> Turned(RepairPlan plan, Verdict verdict)
    {
        var green = verdict.Tests?.Results.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Name).ToHashSet() ?? [];

        // A file that failed to import counts as turned when its tests run: the suite gate saw to that.
        return [.. plan.Failing.Select(f => f.Name).Where(n => green.Contains(n) || green.Any(g => g.Value.StartsWith(n.Value + "::", StringComparison.Ordinal)))];
    }

    /// <summary>Those that were seen to do something else; where nothing is known of the winner itself, those that say something else.</summary>
    private static Rivals RivalsOf(int own, IReadOnlyList<RankedCandidate> alternatives, BehaviourFindings found)
    {
        var others = alternatives.Select(a => a.Cluster).Where(c => c != own).ToHashSet();
        var compared = found.Groups.Where(g => g.IsCompared).Select(g => g.Cluster).ToHashSet();
        return found.Unknown is null && compared.Contains(own) ? new Rivals(others.Count(compared.Contains), true) : new Rivals(others.Count, others.Count == 0);
    }

    private static RiskEvidence Evidence(RepairPlan plan, Verdict verdict, IReadOnlyList<TestName> turned, Rivals rivals)
    {
        var place = verdict.Candidate.Origin;
        var rank = plan.Suspects.Index().Where(s => s.Item.Path == place.Path && s.Item.Line == place.Line).Select(s => (int?)s.Index);
        return new RiskEvidence(plan.Snapshot, verdict.Candidate)
        {
            Gates = verdict.Gates,
            Failing = [.. plan.Failing.Select(f => f.Name)],
            Turned = turned,
            CoveringTests = plan.Trace.Coverage.Values.Count(files => files.Any(f => f.Path == place.Path && f.Lines.Contains(place.Line))),
            Rivals = rivals,
            SuspectRank = rank.FirstOrDefault(),
        };
    }

    private static List<string> Cautions(RepairPlan plan, Rivals rivals)
    {
        var cautions = new List<string>();
        if (rivals.Count > 0)
            cautions.Add($"The tests do not tell this patch from {(rivals.Count == 1 ? "another way" : $"{rivals.Count} other ways")} to make them pass; see the alternatives.");

        if (plan.Flaky.Count > 0)
            cautions.Add($"Flaky tests took no part: {string.Join(", ", plan.Flaky)}.");

        return cautions;
    }

    private PatchAssessed Fact(RepairPlan plan, Assessment assessment, IReadOnlyList<TestName> turned)
    {
        var (verdict, risk, reasons) = assessment.Winner!;
        var (candidate, origin) = (verdict.Candidate, verdict.Candidate.Origin);
        var diff = UnifiedDiff.Of(candidate.Patch, path => reader.Read(plan.Snapshot, path));
        return new PatchAssessed(
            candidate.Patch.Hash.Hex, origin.Operator, origin.Reason, origin.Path.Value, origin.Line, risk.Score, risk.Factors, reasons,
            [.. turned.Select(t => t.Value)], assessment.Alternatives.Count, assessment.Cautions, diff.ToString());
    }
}
