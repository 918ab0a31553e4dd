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
        var own = Leaves(site.Node);
        if (site.Function is not { } function || site.Node.StartLine != site.Node.EndLine || own.Count is < 4 or > MostTokens)
            yield break;

        var alike = function.Body.Descendants.Where(d =>
            d.Kind == site.Node.Kind && d != site.Node && d.StartLine == d.EndLine && Math.Abs(d.StartLine - site.Node.StartLine) <= Reach);
        foreach (var neighbour in alike)
        {
            var theirs = Leaves(neighbour);
            if (theirs.Count > MostTokens || Alignment.Of(theirs, own) is not { } pairs)
                continue;

            var same = pairs.Count(p => p.Theirs.Text == p.Ours.Text);
            var likeness = (same + (0.5 * (pairs.Count - same))) / Math.Max(own.Count, theirs.Count);
            if (likeness < LeastLikeness || Words(pairs) is not { Count: > 0 } words)
                continue;

            var said = Said(neighbour, theirs, words);
            if (said != site.Node.Text)
                yield return Shortest(site, said, likeness);
        }
    }

    /// <summary>Their words in ours; null where one of theirs stands for two of ours.</summary>
    private static Dictionary<string, string>? Words(IReadOnlyList<(SyntaxNode Theirs, SyntaxNode Ours)> pairs)
    {
        var words = new Dictionary<string, string>();
        foreach (var (theirs, ours) in pairs.Where(p => p.Theirs.Kind == "identifier" && p.Ours.Kind == "identifier"))
        {
            if (!words.TryAdd(theirs.Text, ours.Text) && words[theirs.Text] != ours.Text)
                return null;
        }

        return words.Any(w => w.Key != w.Value) ? words : null;
    }

    private static string Said(SyntaxNode neighbour, IReadOnlyList<SyntaxNode> theirs, Dictionary<string, string> words)
    {
        var text = new System.Text.StringBuilder();
        var at = neighbour.Start;
        foreach (var leaf in theirs)
        {
            text.Append(System.Text.Encoding.UTF8.GetString(neighbour.Tree.Source.Span[at..leaf.Start]));
            text.Append(leaf.Kind == "identifier" ? words.GetValueOrDefault(leaf.Text, leaf.Text) : leaf.Text);
            at = leaf.End;
        }

        return text.ToString();
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

    private static List<SyntaxNode> Leaves(SyntaxNode node) =>
        [.. node.Descendants.Where(d => d.Length > 0 && (d.Kind == "string" || (!d.Children.Any() && !d.Ancestors.Any(a => a.Kind == "string"))))];
}
