using Ouroboros.Techniques.Naturalness;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search;

/// <summary>
/// All single edits, likeliest first, thought of only when their turn may have come: lines wait under the best that any operator could
/// give them, then places under their operator's prior, then edits under their own priority.
/// </summary>
internal sealed class CandidateStream(IReadOnlyList<Spot> spots, EditWeights weights)
{
    // So many candidates of one line, or of one place, halve what the rest of it is worth: later suspects must not starve.
    private const double LinePatience = 60, SitePatience = 20;
    private const double OutOfFocus = 0.15, Favoured = 2;

    private readonly PriorityQueue<Entry, Rank> queue = Filled(spots, weights);
    private readonly Dictionary<(SourceUnit, int), int> emitted = [];
    private readonly HashSet<(SourceUnit, ulong)> seen = [];
    private readonly List<(SourceUnit Unit, int From, int To)> focus = [];
    private readonly List<OpenHole> favoured = [];
    private long order = spots.Count;
    private int focused;

    /// <summary>
    /// From here on, what lies outside the function around a place counts for little, and what was thought of before for nothing: it was
    /// made to pass, and would only crowd out what the tables hold.
    /// </summary>
    public void Focus(SourceUnit unit, int offset)
    {
        focused++;
        var function = unit.Facts.FunctionAt(offset)?.Node;
        focus.Add(function is { } node ? (unit, node.StartLine, node.EndLine) : (unit, unit.LineAt(offset) - 3, unit.LineAt(offset) + 3));
    }

    /// <summary>From here on, edits within these places count for more than their line does: a plain value that stood there mended something.</summary>
    public void Favour(IReadOnlyList<OpenHole> told)
    {
        if (told.Count == 0)
            return;

        favoured.AddRange(told);
        var waiting = queue.UnorderedItems.ToList();
        queue.Clear();
        foreach (var (entry, rank) in waiting)
            queue.Enqueue(entry, rank with { Worth = rank.Worth * Favour(entry) });
    }

    // A line is opened early for what it holds; of its edits only those within the place profit.
    private double Favour(Entry entry) => favoured.Exists(f => f.Spot.Unit == entry.Spot.Unit && (entry.Operator is null
        ? f.Spot.Line == entry.Spot.Line : f.Node.Start <= Node(entry).Start && Node(entry).End <= f.Node.End)) ? Favoured : 1;

    private static SyntaxNode Node(Entry entry) => new(entry.Spot.Unit.Tree, entry.Node);

    /// <summary>Edits that somebody else thought of, best first, of one place.</summary>
    public void Add(Spot spot, IReadOnlyList<WeighedDraft> drafts) => Push(new Entry(spot, null, 0, drafts, 0, Thought: focused));

    public Draft? Next()
    {
        while (queue.TryDequeue(out var entry, out var rank))
        {
            switch (entry)
            {
                case { Thought: { } then } when then < focused:
                    break;
                case { Drafts: { } drafts }:
                    if (Take(entry, drafts, rank) is { } draft)
                        return draft;

                    break;
                case { Operator: { } row }:
                    Push(entry with { Drafts = weights.Drafts(entry.Spot, row, entry.Node, entry.Skipped) });
                    break;
                default:
                    OpenLine(entry.Spot);
                    break;
            }
        }

        return null;
    }

    private Draft? Take(Entry entry, IReadOnlyList<WeighedDraft> drafts, Rank rank)
    {
        var head = drafts[entry.Cursor];
        var now = Worth(entry, head.Draft.Priority);
        if (now < rank.Worth && queue.TryPeek(out _, out var next) && next.Worth > now)
        {
            queue.Enqueue(entry, rank with { Worth = now });
            return null;
        }

        var rest = entry with { Cursor = entry.Cursor + 1 };
        if (rest.Cursor < drafts.Count)
            queue.Enqueue(rest, new Rank(Worth(rest, drafts[rest.Cursor].Draft.Priority), order++));
        else if (entry.Operator is not null && rest.Cursor == EditWeights.Portion)
            queue.Enqueue(rest with { Drafts = null, Cursor = 0, Skipped = entry.Skipped + EditWeights.Portion }, new Rank(Worth(rest, head.Draft.Priority), order++));

        if (!seen.Add((entry.Spot.Unit, head.Result)) || head.Result == entry.Spot.Unit.Lines.Hash)
            return null;

        var line = (entry.Spot.Unit, entry.Spot.Line);
        emitted[line] = emitted.GetValueOrDefault(line) + 1;
        return head.Draft;
    }

    private double Worth(Entry entry, double priority)
    {
        var spot = entry.Spot;
        var tried = emitted.GetValueOrDefault((spot.Unit, spot.Line));
        var worth = priority * Favour(entry) / (1 + (tried / LinePatience)) / (1 + ((entry.Skipped + entry.Cursor) / SitePatience));
        return focus.Count == 0 || focus.Exists(f => f.Unit == spot.Unit && f.From <= spot.Line && spot.Line <= f.To) ? worth : worth * OutOfFocus;
    }

    private void OpenLine(Spot spot)
    {
        Push(new Entry(spot, null, 0, weights.Remembered(spot), 0));
        var (from, to) = spot.Unit.NodesOn(spot.Line);
        for (var i = from; i < to; i++)
        {
            var node = new SyntaxNode(spot.Unit.Tree, i);
            if (!node.IsNamed)
                continue;

            foreach (var row in weights.Table(spot.Unit).For(node.Kind))
                queue.Enqueue(new Entry(spot, row, i, null, 0), new Rank(weights.Bound(spot, row) * Favour(new Entry(spot, row, i, null, 0)), order++));
        }
    }

    private void Push(Entry entry)
    {
        if (entry.Drafts is { Count: > 0 } drafts)
            queue.Enqueue(entry, new Rank(Worth(entry, drafts[0].Draft.Priority), order++));
    }

    private static PriorityQueue<Entry, Rank> Filled(IReadOnlyList<Spot> spots, EditWeights weights)
    {
        var queue = new PriorityQueue<Entry, Rank>();
        for (var i = 0; i < spots.Count; i++)
            queue.Enqueue(new Entry(spots[i], null, 0, null, 0), new Rank(weights.Bound(spots[i]), i));

        return queue;
    }

    /// <param name="Skipped">Edits of the place that had their turn before those in <paramref name="Drafts"/>.</param>
    /// <param name="Thought">For edits that somebody else thought of: how often the stream was focused before.</param>
    private sealed record Entry(Spot Spot, EditOperator? Operator, int Node, IReadOnlyList<WeighedDraft>? Drafts, int Cursor, int Skipped = 0, int? Thought = null);

    /// <summary>Higher worth first, then first come.</summary>
    private readonly record struct Rank(double Worth, long Order) : IComparable<Rank>
    {
        public int CompareTo(Rank other) =>
            Worth != other.Worth ? other.Worth.CompareTo(Worth) : Order.CompareTo(other.Order);
    }
}
