using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Search.Ranking;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search;

/// <summary>Orders plausible candidates: passing the tests is not yet being right.</summary>
public sealed class PlausibleRanker(ISyntaxParser parser)
{
    public RankedPatches Rank(SearchBrief brief, IReadOnlyList<Candidate> plausible, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = parser;
        _ = brief;
        var ranked = plausible.OrderByDescending(c => c.Prior).Select((c, i) => new RankedCandidate(c, c.Prior, i, [])).ToList();
        return new RankedPatches(ranked, $"{ranked.Count} plausible");
    }
}
