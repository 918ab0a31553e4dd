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
        var turned = Turned(repair, passed);
        WeighedPart[] parts = [.. PartsOf(repair, build, passed.Candidate, alternatives).Select(p => Weighed(repair, passed, p, turned, cancellationToken))];
        var assessment = new Assessment(
            new Assessed(passed, JointRisk.Of([.. parts.Select(p => p.Risk)]), ranked.Reasons), alternatives, refused, Cautions(repair, parts))
        {
            Remaining = Remaining(repair, build, turned),
        };

        await log.RecordAsync(ReviewEvents.PatchAssessed, Fact(repair, assessment, turned), cancellationToken);
        return assessment;
    }

    /// <summary>Each repair in the candidate, beside the others there were for the same tests.</summary>
    private static IEnumerable<(Candidate Candidate, int Cluster, IReadOnlyList<RankedCandidate> Others, BehaviourFindings Found)> PartsOf(
        RepairPlan plan, BuildOutcome build, Candidate winner, IReadOnlyList<RankedCandidate> alternatives)
    {
        foreach (var part in winner.Parts is [] ? [winner] : winner.Parts)
        {
            // Of a cause its own search tells the rivals; repairs of other causes are none.
            if (build.Causes.Select(c => c.Search).FirstOrDefault(s => s.Ranked.Any(r => r.Candidate.Patch == part.Patch)) is not { } search)
            {
                yield return (part, build.Ranked.First(r => r.Candidate.Patch == winner.Patch).Cluster, alternatives, build.Behaviours);
                continue;
            }

            var cluster = search.Ranked.First(r => r.Candidate.Patch == part.Patch).Cluster;
            yield return (part, cluster, [.. search.Ranked.Where(r => r.Candidate.Patch != part.Patch)], search.Behaviours);
        }
    }

    private WeighedPart Weighed(
        RepairPlan plan, Verdict verdict, (Candidate Candidate, int Cluster, IReadOnlyList<RankedCandidate> Others, BehaviourFindings Found) part,
        IReadOnlyList<TestName> turned, CancellationToken cancellationToken)
    {
        var rivals = RivalsOf(part.Cluster, part.Others, part.Found);
        return new WeighedPart(model.Weigh(Evidence(plan, verdict, part.Candidate, turned, rivals), cancellationToken), rivals);
    }

    private static RemainingTest[] Remaining(RepairPlan plan, BuildOutcome build, IReadOnlyList<TestName> turned) =>
        [.. plan.Failing.Select(f => f.Name).Where(n => !turned.Contains(n)).Select(n => new RemainingTest(
            n, build.Causes.FirstOrDefault(c => c.Unmended is not null && c.Tests.Contains(n))?.Unmended ?? "its repair does not go with the others"))];

    private static IReadOnlyList<TestName> Turned(RepairPlan plan, Verdict verdict) =>
        verdict.Tests is { } run ? [.. plan.Failing.Select(f => f.Name).Where(n => TestPresence.IsGreen(n, run))] : [];

    /// <summary>Those that were seen to do something else; where nothing is known of the winner itself, those that say something else.</summary>
    private static Rivals RivalsOf(int own, IReadOnlyList<RankedCandidate> alternatives, BehaviourFindings found)
    {
        var others = alternatives.Select(a => a.Cluster).Where(c => c != own).ToHashSet();
        var compared = found.Groups.Where(g => g.IsCompared).Select(g => g.Cluster).ToHashSet();
        return found.Unknown is null && compared.Contains(own) ? new Rivals(others.Count(compared.Contains), true) : new Rivals(others.Count, others.Count == 0);
    }

    private static RiskEvidence Evidence(RepairPlan plan, Verdict verdict, Candidate part, IReadOnlyList<TestName> turned, Rivals rivals)
    {
        var place = part.Origin;
        var asked = plan.Failing.Select(f => f.Name).Where(n => part.Mends?.Contains(n) != false).ToArray();
        var rank = plan.Suspects.Index().Where(s => s.Item.Path == place.Path && s.Item.Line == place.Line).Select(s => (int?)s.Index);
        return new RiskEvidence(plan.Snapshot, part)
        {
            Gates = verdict.Gates,
            Failing = asked,
            Turned = [.. asked.Where(turned.Contains)],
            CoveringTests = plan.Trace.Coverage.Values.Count(files => files.Any(f => f.Path == place.Path && f.Lines.Contains(place.Line))),
            Rivals = rivals,
            SuspectRank = rank.FirstOrDefault(),
        };
    }

    private static List<string> Cautions(RepairPlan plan, IReadOnlyList<WeighedPart> parts)
    {
        var cautions = new List<string>();
        var rivals = parts.Sum(p => p.Rivals.Count);
        if (rivals > 0)
            cautions.Add($"The tests do not tell this patch from {(rivals == 1 ? "another way" : $"{rivals} other ways")} to make them pass; see the alternatives.");

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
            [.. turned.Select(t => t.Value)], assessment.Alternatives.Count, assessment.Cautions, diff.ToString(),
            [.. assessment.Remaining.Select(r => new RemainingFact(r.Name.Value, r.Why))]);
    }

    private sealed record WeighedPart(Risk Risk, Rivals Rivals);
}
