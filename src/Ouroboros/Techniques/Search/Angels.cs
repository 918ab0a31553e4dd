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
    private const int Most = 120, MostWays = 4, MostLiterals = 4, MostAmongLike = 24, LongestLiteral = 60, MostClues = 5, LeastLike = 2;
    private const string Return = "return_statement";

    /// <summary>For a literal of the tests that is offered all the same.</summary>
    public static EditOperator Supplied { get; } = new("literal-supply", 0.3, [], _ => []);

    private static readonly EditOperator Row = new("angel", 0.5, [], _ => []);

    private readonly IReadOnlyList<OpenHole> holes;
    private readonly string messages;
    private readonly Queue<(Proposal Proposal, Wish Wish)> waiting;
    private readonly Dictionary<Proposal, Wish> asked = [];
    private readonly List<(Wish Wish, int Turned)> granted = [];

    /// <param name="messages">What the failing tests say.</param>
    /// <param name="turnedBy">How many tests a patch turned that was tried already; null where it was not.</param>
    public Angels(IReadOnlyList<OpenHole> holes, string messages, Func<PatchHash, int?> turnedBy)
    {
        this.holes = holes;
        this.messages = messages;
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

    /// <summary>The place, where the literal that was put there passes every test and stands among its like: it may be a repair after all.</summary>
    public OpenHole? Commit(Proposal judged, Screening screening)
    {
        if (!asked.Remove(judged, out var wish))
            return null;

        if (screening.Turned.Count > 0)
            granted.Add((wish, screening.Turned.Count));

        var hole = holes[wish.Hole];
        return screening.Outcome == ScreeningOutcome.Plausible && hole.Hole.Kind == HoleKind.Value && LikeOf(hole).Count(l => IsText(l) == IsText(wish.Text)) >= LeastLike ? hole : null;
    }

    // A function that answers with a word here and a word there may lack one; one that works its answer out does not.
    private static List<string> LikeOf(OpenHole hole) =>
        hole.Node.Parent?.Kind == Return && hole.Spot.Unit.Facts.FunctionAt(hole.Node.Start) is { } function
            ? [.. function.Node.Descendants.Where(d => d.Kind == Return).Select(d => d.NamedChildren.FirstOrDefault()).Where(v => v.Tree is not null).Select(v => v.Text)
                .Where(t => t.Length > 0 && (IsText(t) || char.IsAsciiDigit(t[0])))]
            : [];

    private static bool IsText(string literal) => literal[0] is '"' or '\'';

    /// <summary>The places, those that showed what they must yield before the others.</summary>
    public IReadOnlyList<OpenHole> Answered() => [.. holes.Select(Answered).OrderByDescending(h => h.IsTold)];

    public IReadOnlyList<OpenHole> Told => [.. Answered().TakeWhile(h => h.IsTold)];

    /// <summary>What the trials showed, for people: one line for each place, what turned most first.</summary>
    public IReadOnlyList<Clue> Clues() =>
    [
        .. granted.GroupBy(g => g.Wish.Hole).Select(g => (Hole: holes[g.Key], Best: g.MaxBy(w => w.Turned))).OrderByDescending(g => g.Best.Turned).Take(MostClues)
            .Select(g => new Clue(g.Hole.Spot.Unit.Path.Value, g.Hole.Hole.Start.Line, FirstLine(g.Hole.Node.Text), g.Best.Wish.Words, g.Best.Turned, g.Hole.Hole.Kind == HoleKind.Guard)),
    ];

    private static string FirstLine(string text) => text.Split('\n')[0].Trim() is var line && line.Length <= LongestLiteral ? line : line[..LongestLiteral] + "…";

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

        (Draft, Wish) Ask(Edit edit, string text, int way) => (new Draft(Row, hole.Spot.Unit, hole.Node, edit, Row.Prior), new Wish(number, text, way, hole.Hole.Kind == HoleKind.Guard ? EditText(edit) : text));
    }

    private static string EditText(Edit edit) => string.Join(' ', edit.Splices[0].Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private bool IsOutermost(OpenHole hole) => !holes.Any(h =>
        h.Spot.Unit == hole.Spot.Unit && h.Hole.Kind != HoleKind.Guard && h.Node != hole.Node && h.Node.Start <= hole.Node.Start && hole.Node.End <= h.Node.End);

    // What a failing test complains of is likelier wanted, and what the file does not say anyway. Texts are known in both kinds of quotes; the file has a kind of its own.
    private IEnumerable<string> LiteralsOfTests(OpenHole hole)
    {
        var known = hole.Spot.Unit.Facts.Strings;
        var quote = known is [[var first, ..], ..] ? first : '"';
        return hole.Spot.Unit.Surroundings.TestLiterals.Where(l => l.Length is > 0 and <= LongestLiteral && !l.Contains('\n', StringComparison.Ordinal))
            .OrderByDescending(l => messages.Contains(Bare(l), StringComparison.Ordinal)).ThenBy(l => known.Contains(l)).ThenBy(l => l.Length).ThenByDescending(l => l[0] == quote)
            .ThenBy(l => l, StringComparer.Ordinal).DistinctBy(Bare).Take(LikeOf(hole).Count >= LeastLike ? MostAmongLike : MostLiterals);
    }

    private static string Bare(string literal) => literal.Trim('"', '\'');

    /// <param name="Hole">Its number.</param>
    /// <param name="Way">For a guard: which of its ways to leave.</param>
    /// <param name="Words">What stood there, for people.</param>
    private sealed record Wish(int Hole, string Text, int Way, string Words);
}
