using Ouroboros.Stages.Build;
using Ouroboros.Stages.Plan;
using Ouroboros.Workspaces;

namespace Ouroboros.Stages.Validate;

/// <summary>Refuses patches that touch what is out of bounds.</summary>
public sealed class PathGuardGate(IFileRoots roots, TimeProvider clock) : IGate
{
    public string Name => "path-guard";

    public Task<GateResult> JudgeAsync(Candidate candidate, WorkPlan plan, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var files = roots.Open(plan.Snapshot.Root);
        var refusals = new PathGuard(files).WhyNotWritten(candidate.Patch);
        var result = refusals.Count == 0
            ? new GateResult(Name, GateStatus.Passed, $"{candidate.Patch.Files.Count} paths are in bounds", clock.GetElapsedTime(started))
            : new GateResult(Name, GateStatus.Failed, string.Join(" ", refusals), clock.GetElapsedTime(started));
        return Task.FromResult(result);
    }
}
