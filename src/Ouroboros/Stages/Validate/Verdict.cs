using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;

namespace Ouroboros.Stages.Validate;

public enum GateStatus
{
    Passed,
    Failed,

    /// <summary>Could not be asked; the detail says why.</summary>
    Skipped,
}

/// <summary>What one gate found.</summary>
/// <param name="Gate">Its name: <c>path-guard</c>, <c>syntax</c>, <c>semantic</c>, <c>test-integrity</c>, <c>tests</c> …</param>
public sealed record GateResult(string Gate, GateStatus Status, string Detail, TimeSpan Duration)
{
    /// <summary>The test run behind the result, where the gate ran tests.</summary>
    public TestRun? Tests { get; init; }
}

/// <summary>All gates' results for one patch.</summary>
public sealed record Verdict(Candidate Candidate, IReadOnlyList<GateResult> Gates)
{
    public bool Passed => Gates.Count > 0 && Gates.All(g => g.Status != GateStatus.Failed);

    public GateResult? Refusal => Gates.FirstOrDefault(g => g.Status == GateStatus.Failed);

    /// <summary>The last full test run, or null when no gate ran one.</summary>
    public TestRun? Tests => Gates.LastOrDefault(g => g.Tests is not null)?.Tests;
}

/// <summary>Asks one question of a candidate before anything is released.</summary>
public interface IGate
{
    string Name { get; }

    Task<GateResult> JudgeAsync(Candidate candidate, WorkPlan plan, CancellationToken cancellationToken);
}

/// <summary>Pronounces the final verdict.</summary>
public interface IValidator
{
    Task<Verdict> ValidateAsync(Candidate candidate, WorkPlan plan, CancellationToken cancellationToken);
}
