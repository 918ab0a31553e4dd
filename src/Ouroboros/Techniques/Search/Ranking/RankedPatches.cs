using Ouroboros.Stages.Build;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>Plausible candidates, the likeliest to be right first.</summary>
/// <param name="Summary">For people: how many there are and how they differ.</param>
/// <param name="Behaviours">How they differ in what they do.</param>
public sealed record RankedPatches(IReadOnlyList<RankedCandidate> Ranked, string Summary, BehaviourFindings Behaviours);
