using Ouroboros.Stages.Build;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Validate;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Semantics;

/// <summary>Refuses patches that add what no run is needed to see: code that does not compile, names bound nowhere, imports that lead nowhere.</summary>
/// <param name="checkOf">The check of the plan's language, or null when there is none.</param>
public sealed class SemanticGate(SnapshotReader reader, Func<WorkPlan, ISemanticCheck?> checkOf, TimeProvider clock) : IGate
{
    private const int MostShown = 4;

    public string Name => "semantic";

    public async Task<GateResult> JudgeAsync(Candidate candidate, WorkPlan plan, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var (status, detail) = await JudgeAsync(candidate.Patch, plan, cancellationToken);
        return new GateResult(Name, status, detail, clock.GetElapsedTime(started));
    }

    private async Task<SemanticFinding> JudgeAsync(Patch patch, WorkPlan plan, CancellationToken cancellationToken)
    {
        var changes = reader.Read(plan.Snapshot, patch);
        if (checkOf(plan) is not { } check)
            return new SemanticFinding(GateStatus.Skipped, "there is no check of meaning for this kind of project");

        return changes.Any(c => check.Covers(c.Path))
            ? await check.CheckAsync(plan.Snapshot, changes, cancellationToken)
            : new SemanticFinding(
                GateStatus.Skipped, $"no check for {string.Join(", ", changes.Select(c => c.Path.Value).Take(MostShown))}: only {check.Language} is understood");
    }
}
