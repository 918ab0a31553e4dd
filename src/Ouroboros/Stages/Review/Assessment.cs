using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Validate;

namespace Ouroboros.Stages.Review;

/// <summary>A patch that passed every gate, weighed.</summary>
public sealed record Assessed(Verdict Verdict, Risk Risk, IReadOnlyList<string> Reasons);

/// <summary>What may be released, what else there was, and what a person should know before agreeing.</summary>
/// <param name="Winner">Null when no patch passed.</param>
/// <param name="Alternatives">Other plausible patches, best first; they did not pass through the gates.</param>
/// <param name="Refused">Patches that a gate turned down, in order.</param>
public sealed record Assessment(
    Assessed? Winner, IReadOnlyList<RankedCandidate> Alternatives, IReadOnlyList<Verdict> Refused, IReadOnlyList<string> Cautions)
{
    /// <summary>Failing tests that the winner leaves red, each with what is known of why. Empty where it achieves the whole goal.</summary>
    public IReadOnlyList<RemainingTest> Remaining { get; init; } = [];

    public bool IsPartial => Winner is not null && Remaining.Count > 0;
}

/// <summary>A failing test that a patch leaves red.</summary>
/// <param name="Why">Why no patch for it was found, for people.</param>
public sealed record RemainingTest(TestName Name, string Why);

/// <summary>Weighs the verdicts against each other. The first that passed is the winner.</summary>
public interface IReviewer
{
    Task<Assessment> ReviewAsync(
        WorkPlan plan, BuildOutcome build, IReadOnlyList<Verdict> verdicts, CancellationToken cancellationToken);
}
