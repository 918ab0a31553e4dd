using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Naturalness;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>What to try next: single edits, sometimes several that build on half a repair, and when to stop after a success.</summary>
internal sealed class Agenda
{
    // Every fourth candidate builds on a stepping stone once there is one and the likeliest single edits have been seen.
    private const int SinglesFirst = 200, SeveralShare = 4;

    // After the first success: what it took once again, within these bounds, to find its rivals.
    private const int LeastAfter = 200, MostAfter = 1_200;

    // Where each takes long, fewer of them: some seconds' worth of work, or what it took to get so far.
    private const int FewestAfter = 40;
    private const long FuelAfter = 60_000_000;

    // So many candidates are tried before it is asked what places must yield.
    private const int AngelsAfter = 250;

    // So many candidates are tried before the running program is asked what its expressions might be, and before it is asked of more places.
    private static readonly (int After, int Places)[] Thinking = [(400, 16), (1_600, int.MaxValue)];

    // When nothing else is left, the likeliest edits are joined with others although none of them mended anything.
    private const int EachUnproven = 250;

    private readonly Unproven unproven = new();
    private readonly IReadOnlyList<Spot> spots;
    private readonly EditWeights weights;
    private readonly string messages;
    private readonly CandidateStream singles;
    private readonly Several several;
    private readonly HashSet<PatchHash> proposed = [];
    private readonly Dictionary<PatchHash, int> turned = [];
    private long emitted;
    private readonly Dictionary<PatchHash, (Spot Spot, IReadOnlyList<WeighedDraft> Alike)> alike = [];
    private IReadOnlyList<OpenHole>? holes;
    private Angels? angels;
    private int thinkings;
    private bool isDry;
    private bool hasWidened;
    private long? last;

    // What all burnt; after a success, what its rivals may still burn, and how many of them were judged.
    private long fuel;
    private int rivals;

    private Agenda(IReadOnlyList<Spot> spots, EditWeights weights, string messages)
    {
        this.messages = messages;
        this.spots = spots;
        this.weights = weights;
        singles = new CandidateStream(spots, weights);
        several = new Several(() => new CandidateStream(spots, weights));
    }

    /// <summary>Whether it is time to think, instead of trying what the tables hold.</summary>
    public bool WantsThought => !HasThought && last is null && angels is { IsOpen: false } && (emitted >= Thinking[thinkings].After || isDry);

    private bool HasThought => thinkings == Thinking.Length;

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
        return new Agenda(spots, weights, string.Join('\n', brief.Failing.Select(f => f.Failure?.Message)));
    }

    public async Task ThinkAsync(IThinker thinker, TimeSpan patience, CancellationToken cancellationToken)
    {
        isDry = false;
        holes ??= angels!.Answered();
        OpenHole[] open = [.. holes.Take(Thinking[thinkings++].Places)];
        holes = [.. holes.Skip(open.Length)];
        var filled = await thinker.FillAsync([.. open.Select(h => h.Hole)], patience, cancellationToken);
        foreach (var (hole, fillings) in open.Zip(filled))
        {
            var row = hole.Hole.Kind == HoleKind.Guard ? ThoughtEdits.GuardRow : ThoughtEdits.Row;
            var drafts = new List<WeighedDraft>();
            foreach (var (edit, others) in ThoughtEdits.Of(hole, weights.Table(hole.Spot.Unit), fillings))
            {
                var draft = weights.Weigh(hole.Spot, row, hole.Node, edit);
                drafts.Add(draft);
                alike[draft.Draft.ToPatch().Hash] = (hole.Spot, [.. others.Select(o => weights.Weigh(hole.Spot, row, hole.Node, o))]);
            }

            singles.Add(hole.Spot, [.. drafts.OrderByDescending(d => d.Draft.Priority)]);
        }
    }

    /// <summary>What places showed that they must yield.</summary>
    public IReadOnlyList<Clue> Clues => angels?.Clues() ?? [];

    public Proposal? Next()
    {
        while (last is not { } end || emitted < end)
        {
            if (Draw() is not { } proposal)
            {
                isDry = true;
                return null;
            }

            // What an angel puts somewhere may be a repair all the same, when its turn comes.
            if (!proposal.IsAngel && !proposed.Add(proposal.Candidate.Patch.Hash))
                continue;

            emitted++;
            return proposal;
        }

        return null;
    }

    public void Commit(Proposal judged, Screening screening, long tried)
    {
        fuel += last is null ? screening.Fuel : -screening.Fuel;
        if (last is not null && ++rivals >= FewestAfter && fuel < 0)
            last = Math.Min(last.Value, emitted);

        if (screening.Turned.Count > 0)
            turned[screening.Patch] = screening.Turned.Count;

        if (judged.IsAngel)
        {
            Hear(judged, screening);
            return;
        }

        if (screening.Outcome == ScreeningOutcome.Plausible && last is null)
        {
            last = emitted + Math.Clamp(tried, LeastAfter, MostAfter);
            fuel = Math.Max(fuel, FuelAfter);
            singles.Focus(judged.Draft.Unit, judged.Draft.Edit.Splices[0].Start);
        }
        else if (SearchLedger.IsSteppingStone(screening))
        {
            several.Add(judged, screening.Turned.Count);
        }
        else if (judged.IsSingle && screening.Outcome == ScreeningOutcome.StillFailing)
        {
            unproven.Add(judged.Draft, screening);
        }

        // What no moment tells from a success deserves to be weighed against it.
        if (screening.Outcome == ScreeningOutcome.Plausible && alike.Remove(judged.Candidate.Patch.Hash, out var others))
            singles.Add(others.Spot, others.Alike);
    }

    private Proposal? Draw()
    {
        if (last is null && emitted >= AngelsAfter)
            angels ??= Ask();

        var severalTurn = last is null && emitted >= SinglesFirst && emitted % SeveralShare == 0;
        return (last is null ? angels?.Next() : null) ?? (severalTurn ? several.Next() : null) ?? Single() ?? (last is null ? several.Next() ?? Late() ?? Widened() : null);
    }

    /// <summary>What few edits there were are spent before it was time to ask.</summary>
    private Proposal? Late() => (angels ??= Ask()).Next();

    private Angels Ask()
    {
        var asked = new Angels(Holes.Of(spots), messages, patch => proposed.Contains(patch) ? turned.GetValueOrDefault(patch) : null);
        if (!asked.IsOpen)
            singles.Favour(asked.Told);

        return asked;
    }

    private void Hear(Proposal judged, Screening screening)
    {
        if (angels!.Commit(judged, screening) is { } among)
            singles.Add(among.Spot, [weights.Weigh(among.Spot, Angels.Supplied, among.Node, judged.Draft.Edit)]);

        if (!angels.IsOpen)
            singles.Favour(angels.Told);
    }

    private Proposal? Widened()
    {
        if (!HasThought || hasWidened)
            return null;

        hasWidened = true;
        several.AddUnproven(unproven.Best(), EachUnproven);
        return several.Next();
    }

    private Proposal? Single() =>
        singles.Next() is { } draft ? new Proposal(draft.ToCandidate(), [draft]) : null;
}
