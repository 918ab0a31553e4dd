using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Causes;

/// <summary>One mended cause: its tests and the patches that mend it, best first, each of which knows what it mends.</summary>
public sealed record MendedCause(IReadOnlyList<TestName> Mends, IReadOnlyList<Candidate> Choices);

/// <summary>Puts the repairs of several causes together.</summary>
public static class JointRepairs
{
    private const int MostDepth = 40;

    /// <summary>
    /// Those that mend all, first of all the best of each, then with one cause's next best instead; behind them those that leave one
    /// cause out, for where the repairs do not get on with each other; at last each alone.
    /// </summary>
    public static IReadOnlyList<Candidate> Of(IReadOnlyList<MendedCause> causes)
    {
        var joint = new List<Candidate?> { Best(causes, causes.Select(c => c.Choices)) };
        foreach (var cause in causes)
        {
            if (cause.Choices.Count > 1)
                joint.Add(Best(causes, causes.Select(c => c == cause ? c.Choices.Skip(1) : c.Choices)));
        }

        if (causes.Count > 2)
            joint.AddRange(causes.OrderBy(c => c.Mends.Count).Select(left => Whole([.. causes.Where(c => c != left)])));

        joint.AddRange(causes.OrderByDescending(c => c.Mends.Count).Select(c => Whole([c])));
        return [.. joint.OfType<Candidate>().DistinctBy(c => c.Patch.Hash)];
    }

    private static Candidate? Whole(IReadOnlyList<MendedCause> causes) => Best(causes, causes.Select(c => c.Choices));

    /// <summary>Each cause's best that gets on with those before it.</summary>
    private static Candidate? Best(IReadOnlyList<MendedCause> causes, IEnumerable<IEnumerable<Candidate>> choices)
    {
        var parts = new List<Candidate>(causes.Count);
        foreach (var offered in choices)
        {
            var fitting = offered.Take(MostDepth).FirstOrDefault(c => PatchJoin.Of([.. parts.Select(p => p.Patch), c.Patch]) is not null);
            if (fitting is null)
                return null;

            parts.Add(fitting);
        }

        return parts is [var only] ? only : PatchJoin.Of(parts);
    }
}
