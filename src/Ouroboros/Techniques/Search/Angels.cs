using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>
/// Finds out what a place must yield before anything is thought of for it: plain values stand there for one trial each, and whatever turns
/// a failing test green is what an expression has to come to. None of these trials is a repair.
/// </summary>
internal sealed class Angels
{
    private const int Most = 96, MostWays = 6, MostLiterals = 5, LongestLiteral = 60;

    private static readonly EditOperator Row = new("angel", 0.5, [], _ => []);

    private readonly IReadOnlyList<OpenHole> holes;
    private readonly Queue<(Proposal Proposal, Wish Wish)> waiting;
    private readonly Dictionary<Proposal, Wish> asked = [];
    private readonly List<(Wish Wish, int Turned)> granted = [];

    /// <param name="turnedBy">How many tests a patch turned that was tried already; null where it was not.</param>
    public Angels(IReadOnlyList<OpenHole> holes, Func<PatchHash, int?> turnedBy)
    {
        this.holes = holes;
        waiting = [];
        foreach (var (draft, wish) in holes.SelectMany(Wishes).Take(Most))
        {
            var proposal = new Proposal(draft.ToCandidate(), [draft]) { IsAngel = true };
            if (turnedBy(proposal.Candidate.Patch.Hash) is not { } turned)
                waiting.Enqueue((proposal, wish));
            else if (turned > 0)
                granted.Add((wish, turned));
        }
    }

    /// <summary>Whether some of the trials have no verdict yet.</summary>
    public bool IsOpen => waiting.Count > 0 || asked.Count > 0;

    public Proposal? Next()
    {
        if (!waiting.TryDequeue(out var next))
            return null;

        asked.Add(next.Proposal, next.Wish);
        return next.Proposal;
    }

    public void Commit(Proposal judged, Screening screening)
    {
        if (asked.Remove(judged, out var wish) && screening.Turned.Count > 0)
            granted.Add((wish, screening.Turned.Count));
    }

    /// <summary>The places, those that showed what they must yield before the others.</summary>
    public IReadOnlyList<OpenHole> Answered() => [.. holes.Select(Answered).OrderByDescending(h => h.IsTold)];

    private OpenHole Answered(OpenHole hole, int number)
    {
        var own = granted.Where(g => g.Wish.Hole == number).ToList();
        if (own.Count == 0)
            return hole;

        // Where several values do as much, the value decides nothing.
        var most = own.Max(g => g.Turned);
        var best = own.Where(g => g.Turned == most).Select(g => g.Wish).ToList();
        return best.Select(w => w.Text).Distinct().Count() == 1
            ? hole with { Hole = hole.Hole with { Wish = best[0].Text }, Ways = hole.Hole.Kind == HoleKind.Guard ? [.. best.Select(w => w.Way)] : null }
            : hole;
    }

    private IEnumerable<(Draft Draft, Wish Wish)> Wishes(OpenHole hole, int number)
    {
        var table = OperatorTables.For(hole.Spot.Unit.Tree.Language)!;
        var site = new EditSite(hole.Spot.Unit, hole.Node);
        return hole.Hole.Kind switch
        {
            HoleKind.Condition => table.Truths.Select(t => Ask(site.Replace(t), t, 0)),
            HoleKind.Guard => table.Guard(site, table.Truths[0]).Take(MostWays).Select((e, way) => Ask(e, table.Truths[0], way)),
            HoleKind.Value when IsOutermost(hole) => LiteralsOfTests(hole).Select(l => Ask(site.Replace(table.IsOperand(hole.Node) ? $"({l})" : l), l, 0)),
            _ => [],
        };

        (Draft, Wish) Ask(Edit edit, string text, int way) => (new Draft(Row, hole.Spot.Unit, hole.Node, edit, Row.Prior), new Wish(number, text, way));
    }

    private bool IsOutermost(OpenHole hole) => !holes.Any(h =>
        h.Spot.Unit == hole.Spot.Unit && h.Hole.Kind != HoleKind.Guard && h.Node != hole.Node && h.Node.Start <= hole.Node.Start && hole.Node.End <= h.Node.End);

    private static IEnumerable<string> LiteralsOfTests(OpenHole hole) => hole.Spot.Unit.Surroundings.TestLiterals
        .Where(l => l.Length <= LongestLiteral && !l.Contains('\n', StringComparison.Ordinal)).OrderBy(l => l.Length).ThenBy(l => l, StringComparer.Ordinal).Take(MostLiterals);

    /// <param name="Hole">Its number.</param>
    /// <param name="Way">For a guard: which of its ways to leave.</param>
    private sealed record Wish(int Hole, string Text, int Way);
}
