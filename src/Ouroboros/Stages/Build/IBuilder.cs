using Ouroboros.Runs;
using Ouroboros.Stages.Plan;

namespace Ouroboros.Stages.Build;

/// <summary>Proposes patches for a plan and keeps those the jury finds plausible.</summary>
public interface IBuilder
{
    Task<BuildOutcome> BuildAsync(WorkPlan plan, Budget budget, CancellationToken cancellationToken);
}

/// <summary>What building came to.</summary>
/// <param name="Plausible">In the order found.</param>
/// <param name="Exhausted">The limit that ended it, or null when it ended by itself.</param>
public sealed record BuildOutcome(
    IReadOnlyList<Candidate> Plausible, long Tried, long Fuel, TimeSpan Duration, string? Exhausted);
