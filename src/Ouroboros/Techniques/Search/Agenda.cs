using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Naturalness;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>What to try next: single edits, sometimes pairs that build on half a repair, and when to stop after a success.</summary>
internal sealed class Agenda
{
    // Every fourth candidate builds on a stepping stone once there is one and the likeliest single edits have been seen.
    private const int SinglesFirst = 200, PairShare = 4;

    // After the first success: what it took once again, within these bounds, to find its rivals.
    private const int LeastAfter = 200, MostAfter = 1_200;

    private readonly CandidateStream singles;
    private readonly Pairs pairs;
    private readonly HashSet<PatchHash> proposed = [];
    private long emitted;
    private long? last;

    private Agenda(Func<CandidateStream> open)
    {
        singles = open();
        pairs = new Pairs(open);
    }

    public static Agenda Of(SearchBrief brief, ISyntaxParser parser, CancellationToken cancellationToken)
    {
        var evidence = EvidenceReader.Read(brief, parser, cancellationToken);
        var shelf = new SourceShelf(brief, parser, evidence);
        var spots = Terrain.Of(brief.Suspects, path => shelf.Unit(path, cancellationToken));
        var dear = spots.Select(s => s.Unit.Path).ToHashSet();
        var languages = spots.Select(s => s.Unit.Tree.Language).Distinct();
        var models = languages.ToDictionary(l => l, l => shelf.Train(l, dear));
        var memories = FixMemory.Resembling(brief.Remembered, brief.Failing);
        var weights = new EditWeights(brief.Priors, evidence.Exceptions, memories, models);
        return new Agenda(() => new CandidateStream(spots, weights));
    }

    public Proposal? Next()
    {
        while (last is not { } end || emitted < end)
        {
            if (Draw() is not { } proposal)
                return null;

            if (!proposed.Add(proposal.Candidate.Patch.Hash))
                continue;

            emitted++;
            return proposal;
        }

        return null;
    }

    public void Commit(Proposal judged, Screening screening, long tried)
    {
        if (screening.Outcome == ScreeningOutcome.Plausible && last is null)
        {
            last = emitted + Math.Clamp(tried, LeastAfter, MostAfter);
            singles.Focus(judged.Draft.Unit, judged.Draft.Edit.Splices[0].Start);
        }
        else if (judged.IsSingle && SearchLedger.IsSteppingStone(screening))
        {
            pairs.Add(judged.Draft);
        }
    }

    private Proposal? Draw()
    {
        var pairsTurn = last is null && emitted >= SinglesFirst && emitted % PairShare == 0;
        return (pairsTurn ? pairs.Next() : null) ?? Single() ?? (last is null ? pairs.Next() : null);
    }

    private Proposal? Single() =>
        singles.Next() is { } draft ? new Proposal(draft.ToCandidate(), draft) { IsSingle = true } : null;
}
