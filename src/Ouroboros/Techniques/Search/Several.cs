using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>Repairs of two and three edits: what mended a part, joined with every further edit elsewhere. The stones take turns.</summary>
internal sealed class Several(Func<CandidateStream> open)
{
    // Of single edits, and of pairs.
    private const int MostStones = 16, MostPairs = 8;

    private readonly List<Stone> stones = [];
    private int turn, singles, pairs;

    /// <summary>A part of a repair. Of several edits only those that mend more than the part they were built on.</summary>
    public void Add(Proposal part, int turns)
    {
        if (turns > part.Surpasses && (part.IsSingle ? singles++ < MostStones : part.Drafts.Count == 2 && pairs++ < MostPairs))
            stones.Add(new Stone(part.Drafts, open(), int.MaxValue, turns));
    }

    /// <summary>Edits that mended nothing by themselves, each joined with so many others only.</summary>
    public void AddUnproven(IEnumerable<Draft> edits, int each) => stones.AddRange(edits.Select(e => new Stone([e], open(), each, 0)));

    public Proposal? Next()
    {
        while (stones.Count > 0)
        {
            turn %= stones.Count;
            var (stone, others, left, turns) = stones[turn];
            if (left == 0 || others.Next() is not { } further)
            {
                stones.RemoveAt(turn);
                continue;
            }

            if (!stone.Any(s => Touch(s, further)))
            {
                stones[turn++] = new Stone(stone, others, left - 1, turns);
                return new Proposal(Join([.. stone, further]), [.. stone, further]) { Surpasses = turns };
            }
        }

        return null;
    }

    private readonly record struct Stone(IReadOnlyList<Draft> Edits, CandidateStream Others, int Left, int Turns);

    private static bool Touch(Draft one, Draft two) =>
        one.Unit == two.Unit && one.Edit.Splices.Any(a => two.Edit.Splices.Any(b => a.Start <= b.End && b.Start <= a.End));

    private static Candidate Join(IReadOnlyList<Draft> drafts)
    {
        var files = drafts.GroupBy(d => d.Unit).Select(g => Patch.Change(g.Key.Path, g.Key.Hash, [.. g.SelectMany(d => d.SpanEdits)]));
        var first = drafts[0];
        var reason = string.Join("; ", drafts.Select(d => d.Unit == first.Unit ? d.Reason : $"{d.Unit.Path} {d.Reason}"));
        var origin = new Origin(Draft.Source, string.Join('+', drafts.Select(d => d.Operator.Name)), reason, first.Unit.Path, first.Line);
        return new Candidate(new Patch([.. files.SelectMany(f => f.Files)]), origin, Math.Clamp(drafts.Aggregate(1.0, (p, d) => p * d.Priority), 0, 1));
    }
}

/// <summary>A candidate and the edits it was made of.</summary>
/// <param name="Drafts">One, or several in the order in which they were joined.</param>
internal sealed record Proposal(Candidate Candidate, IReadOnlyList<Draft> Drafts)
{
    /// <summary>What was edited last.</summary>
    public Draft Draft => Drafts[^1];

    /// <summary>How many tests turn green already by the part it was built on.</summary>
    public int Surpasses { get; init; }

    public bool IsSingle => Drafts.Count == 1;

    /// <summary>Whether it only asks what a place must yield, and is no repair whatever becomes of it.</summary>
    public bool IsAngel { get; init; }
}
