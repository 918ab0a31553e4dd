using Ouroboros.Stages.Build;
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
    Assessed? Winner, IReadOnlyList<RankedCandidate> Alternatives, IReadOnlyList<Verdict> Refused, IReadOnlyList<string> Cautions);

/// <summary>Weighs the verdicts against each other. The first that passed is the winner.</summary>
public interface IReviewer
{
    Task<Assessment> ReviewAsync(
        WorkPlan plan, BuildOutcome build, IReadOnlyList<Verdict> verdicts, CancellationToken cancellationToken);
}
