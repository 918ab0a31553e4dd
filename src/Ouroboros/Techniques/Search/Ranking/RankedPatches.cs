using Ouroboros.Stages.Build;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>Plausible candidates, the likeliest to be right first.</summary>
/// <param name="Summary">For people: how many there are and how they differ.</param>
public sealed record RankedPatches(IReadOnlyList<RankedCandidate> Ranked, string Summary);
