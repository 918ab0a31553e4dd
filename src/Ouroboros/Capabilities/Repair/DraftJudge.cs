using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Workspaces;

namespace Ouroboros.Capabilities.Repair;

/// <summary>
/// Judges a draft by the gates that judge every patch: the cheap ones, then the failing tests, then the whole suite. What it says ends the
/// work of an agent; the last word have the gates of the run, which judge again.
/// </summary>
/// <param name="origin">Who the candidate is from.</param>
internal sealed class DraftJudge(RepairPlan plan, IReadOnlyList<IGate> gates, IGate suite, Func<Patch, Origin> origin) : IDraftJudge
{
    public async Task<DraftJudgement> JudgeAsync(Patch patch, CancellationToken cancellationToken)
    {
        var candidate = CandidateOf(patch);
        foreach (var gate in gates)
        {
            var result = await gate.JudgeAsync(candidate, plan, cancellationToken);
            if (result.Status == GateStatus.Failed)
                return new DraftJudgement(gate.Name, result.Detail, null, false);
        }

        var run = await RunAsync([.. plan.Failing.Select(f => f.Name)], patch, cancellationToken);
        if (plan.Failing.Any(f => !TestPresence.IsGreen(f.Name, run)))
            return new DraftJudgement(null, null, run, false);

        var whole = await suite.JudgeAsync(candidate, plan, cancellationToken);
        return new DraftJudgement(null, null, whole.Tests ?? run with { Problem = whole.Detail }, whole.Status == GateStatus.Passed);
    }

    public Task<TestRun> RunAsync(IReadOnlyList<TestName>? selection, Patch? patch, CancellationToken cancellationToken) =>
        plan.Bed!.RunAsync(selection, patch, cancellationToken);

    public Candidate CandidateOf(Patch patch) => new(patch, origin(patch), 1);
}
