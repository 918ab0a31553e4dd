using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Statements;

/// <summary>
/// Lines that are built alike are often meant alike: where this one says <c>end = min(a.end, b.end)</c>, a neighbour says
/// <c>start = max(a.start)</c>. What the neighbour says in its own words is said here in ours.
/// </summary>
internal static class Analogies
{
    private const int Reach = 8, MostTokens = 40;

    // Below this share of common tokens two lines are only neighbours.
    private const double LeastLikeness = 0.5;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("analogy", 0.5, ["expression_statement", "return_statement"], Propose),
    ];

    private static IEnumerable<Edit> Propose(EditSite site)
    {
        var own = Rewording.Leaves(site.Node);
        if (site.Function is not { } function || site.Node.StartLine != site.Node.EndLine || own.Count is < 4 or > MostTokens)
            yield break;

        var alike = function.Body.Descendants.Where(d =>
            d.Kind == site.Node.Kind && d != site.Node && d.StartLine == d.EndLine && Math.Abs(d.StartLine - site.Node.StartLine) <= Reach);
        foreach (var neighbour in alike)
        {
            var theirs = Rewording.Leaves(neighbour);
            if (theirs.Count > MostTokens || Alignment.Of(theirs, own) is not { } pairs)
                continue;

            var same = pairs.Count(p => p.Theirs.Text == p.Ours.Text);
            var likeness = (same + (0.5 * (pairs.Count - same))) / Math.Max(own.Count, theirs.Count);
            if (likeness < LeastLikeness || Rewording.Words(pairs) is not { Count: > 0 } words)
                continue;

            var said = Rewording.Said(neighbour, words);
            if (said != site.Node.Text)
                yield return Shortest(site, said, likeness);
        }
    }

    /// <summary>Only what differs: a small edit is easier to read and to join with others.</summary>
    private static Edit Shortest(EditSite site, string said, double weight)
    {
        var before = site.Node.Bytes.Span;
        var after = System.Text.Encoding.UTF8.GetBytes(said);
        var head = before.CommonPrefixLength(after);
        var tail = 0;
        while (tail < Math.Min(before.Length, after.Length) - head && before[^(tail + 1)] == after[^(tail + 1)])
            tail++;

        // Never within a character of several bytes.
        while (head > 0 && head < before.Length && (before[head] & 0xC0) == 0x80)
            head--;
        while (tail > 0 && (before[^tail] & 0xC0) == 0x80)
            tail--;

        return new Edit(weight, new Splice(
            site.Node.Start + head, site.Node.End - tail, System.Text.Encoding.UTF8.GetString(after.AsSpan(head..^tail))));
    }
}
