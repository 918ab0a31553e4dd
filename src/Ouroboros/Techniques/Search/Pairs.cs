using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>Repairs of two edits: what mended a part, joined with every further edit elsewhere. The stones take turns.</summary>
internal sealed class Pairs(Func<CandidateStream> open)
{
    private const int MostStones = 16;

    private readonly List<Stone> stones = [];
    private int turn;

    public void Add(Draft stone)
    {
        if (stones.Count < MostStones)
            stones.Add(new Stone(stone, open(), int.MaxValue));
    }

    /// <summary>Edits that mended nothing by themselves, each joined with so many others only.</summary>
    public void AddUnproven(IEnumerable<Draft> edits, int each) => stones.AddRange(edits.Select(e => new Stone(e, open(), each)));

    public Proposal? Next()
    {
        while (stones.Count > 0)
        {
            turn %= stones.Count;
            var (stone, others, left) = stones[turn];
            if (left == 0 || others.Next() is not { } second)
            {
                stones.RemoveAt(turn);
                continue;
            }

            if (!Touch(stone, second))
            {
                stones[turn++] = new Stone(stone, others, left - 1);
                return new Proposal(Join(stone, second), second);
            }
        }

        return null;
    }

    private readonly record struct Stone(Draft Edit, CandidateStream Others, int Left);

    private static bool Touch(Draft one, Draft two) =>
        one.Unit == two.Unit && one.Edit.Splices.Any(a => two.Edit.Splices.Any(b => a.Start <= b.End && b.Start <= a.End));

    private static Candidate Join(Draft one, Draft two)
    {
        var patch = one.Unit == two.Unit
            ? Patch.Change(one.Unit.Path, one.Unit.Hash, [.. one.SpanEdits, .. two.SpanEdits])
            : new Patch([.. one.ToPatch().Files, .. two.ToPatch().Files]);
        var reason = one.Unit == two.Unit ? $"{one.Reason}; {two.Reason}" : $"{one.Reason}; {two.Unit.Path} {two.Reason}";
        var origin = new Origin(Draft.Source, $"{one.Operator.Name}+{two.Operator.Name}", reason, one.Unit.Path, one.Line);
        return new Candidate(patch, origin, Math.Clamp(one.Priority * two.Priority, 0, 1));
    }
}

/// <summary>A candidate and the edit it was made of last.</summary>
internal sealed record Proposal(Candidate Candidate, Draft Draft)
{
    public bool IsSingle { get; init; }
}
