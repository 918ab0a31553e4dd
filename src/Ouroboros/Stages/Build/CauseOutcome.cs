using Ouroboros.Stages.Evidence;

namespace Ouroboros.Stages.Build;

/// <summary>Failing tests that fall together, and what became of them.</summary>
/// <param name="Mended">The tests that its best patch turns green: its own, and those of other causes that turned with them.</param>
/// <param name="Search">The search for it alone, its plausible patches ranked.</param>
/// <param name="Unmended">Why no patch was found, or null.</param>
public sealed record CauseOutcome(
    IReadOnlyList<TestName> Tests, IReadOnlyList<TestName> Mended, BuildOutcome Search, string? Unmended);
