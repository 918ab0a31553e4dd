using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Plan;

namespace Ouroboros.Stages.Validate;

/// <summary>Asks every gate in order and stops at the first refusal; the cheap gates stand first.</summary>
public sealed class GateSequence(IReadOnlyList<IGate> gates, RunLog log) : IValidator
{
    public async Task<Verdict> ValidateAsync(Candidate candidate, WorkPlan plan, CancellationToken cancellationToken)
    {
        var results = new List<GateResult>(gates.Count);
        foreach (var gate in gates)
        {
            var result = await gate.JudgeAsync(candidate, plan, cancellationToken);
            results.Add(result);
            await log.RecordAsync(ValidateEvents.GateJudged, Fact(candidate, result), cancellationToken);
            if (result.Status == GateStatus.Failed)
                break;
        }

        return new Verdict(candidate, results);
    }

    private static GateJudged Fact(Candidate candidate, GateResult result) =>
        new(candidate.Patch.Hash.Hex, result.Gate, result.Status, result.Detail, result.Duration.TotalSeconds);
}
