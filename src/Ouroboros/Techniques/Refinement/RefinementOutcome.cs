using Ouroboros.Stages.Build;

namespace Ouroboros.Techniques.Refinement;

/// <summary>What a refinement came to.</summary>
/// <param name="Plausible">In the order found.</param>
/// <param name="Best">The draft that turned most tests green without being plausible, or null.</param>
/// <param name="Steps">Calls to the model.</param>
/// <param name="Judged">Drafts that were put to the jury.</param>
/// <param name="Ended">Why it ended, for people.</param>
/// <param name="Exhausted">The limit that ended it, or null.</param>
public sealed record RefinementOutcome(
    IReadOnlyList<Candidate> Plausible, Candidate? Best, long Steps, long Judged, long Tokens, string Ended, string? Exhausted);
