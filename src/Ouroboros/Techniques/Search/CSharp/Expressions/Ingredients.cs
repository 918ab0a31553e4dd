using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Expressions;

/// <summary>Expressions of the same file in another's place, as they stand or with one name exchanged; and one more operand.</summary>
internal static class Ingredients
{
    private const int MostDonors = 30, MostRenamed = 3, MostOperands = 8;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("expression-replace", 0.22, Forms.Values, Replace),
        new("expression-combine", 0.2, ["identifier", "invocation_expression", "member_access_expression", "binary_expression", "element_access_expression"], Combine),
    ];

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        var node = site.Node;
        if (!Forms.IsFreeValue(node) || node.StartLine != node.EndLine || site.Function is null)
            yield break;

        var own = node.Descendants.Prepend(node).Where(d => d.IsNamed && !d.NamedChildren.Any()).Select(d => d.Text).ToHashSet();
        var donors = site.Facts.Expressions.Where(e => e.Text != node.Text && Fits(site, e, node))
            .Select(e => (Donor: e, Weight: Weight(site, e, own))).OrderByDescending(d => d.Weight).ThenBy(d => d.Donor.Node.Start).Take(MostDonors).ToList();
        foreach (var (donor, weight) in donors)
            yield return site.Replace(Forms.IsAtom(donor.Node) || node.Parent?.Kind is not ("binary_expression" or "prefix_unary_expression") ? donor.Text : $"({donor.Text})", weight);

        // One name of it exchanged: what one branch does with one thing, another does with another.
        foreach (var (donor, weight) in donors.Where(d => d.Donor.Names.Count is 1 or 2).Take(6))
        {
            foreach (var name in donor.Names)
            {
                foreach (var offer in site.Names(name.Text, n => !n.IsCallable).Take(MostRenamed))
                {
                    var (from, to) = (name.Start - donor.Node.Start, name.End - donor.Node.Start);
                    if (donor.Text.Length == donor.Node.Length)
                        yield return site.Replace(string.Concat(donor.Text.AsSpan(0, from), offer.Name, donor.Text.AsSpan(to)), weight * 0.5 * offer.Weight);
                }
            }
        }
    }

    private static bool Fits(EditSite site, Ingredient donor, SyntaxNode node) =>
        donor.Names.All(n => site.IsInScope(n.Text) || !site.Facts.Binds(n.Text)) && !(donor.Node.Start <= node.Start && node.End <= donor.Node.End)
        && Names.Suits(Sums.TypeOf(site, node), Kinds.Of(donor.Node));

    private static double Weight(EditSite site, Ingredient donor, HashSet<string> own)
    {
        var shared = donor.Tokens.Count(own.Contains);
        var near = 1 / (1 + (Math.Abs(donor.Node.StartLine - site.Node.StartLine) / 20.0));
        return Math.Min(1, (0.3 + (0.7 * shared / Math.Max(1, Math.Max(donor.Tokens.Count, own.Count)))) * (0.4 + (0.6 * near)));
    }

    /// <summary>A further operand: a name in scope, or an expression that stands nearby.</summary>
    private static IEnumerable<Edit> Combine(EditSite site)
    {
        var node = site.Node;
        if (!Forms.IsFreeValue(node) || node.Parent?.Kind is not ("return_statement" or "variable_declarator" or "assignment_expression" or "argument" or "arrow_expression_clause" or "lambda_expression")
            || Forms.IsTruth(node))
            yield break;

        var type = Sums.TypeOf(site, node);
        if (type is not (null or "string") && !Kinds.IsNumber(type))
            yield break;

        foreach (var offer in site.Names(null, n => !n.IsCallable && n.Name != node.Text && (site.TypeOf(n) is null || Kinds.IsNumber(site.TypeOf(n)) || (type == "string" && site.TypeOf(n) == "string"))).Take(8))
        {
            foreach (var (sign, weight) in type == "string" ? [(" + ", 0.8)] : new[] { (" + ", 0.8), (" - ", 0.8), (" * ", 0.7), (" / ", 0.4), (" % ", 0.3) })
                yield return EditSite.Insert(node.End, $"{sign}{offer.Name}", weight * offer.Weight);
        }

        var own = new HashSet<string>();
        var donors = site.Facts.Expressions.Where(e => Forms.IsAtom(e.Node) && e.Node.Length < 40 && e.Text != node.Text && Fits(site, e, node))
            .Select(e => (e.Text, Weight: Weight(site, e, own))).OrderByDescending(d => d.Weight).ThenBy(d => d.Text, StringComparer.Ordinal).Take(MostOperands);
        foreach (var (text, weight) in donors)
        {
            foreach (var sign in type == "string" ? [" + "] : (string[])[" + ", " - ", " * "])
                yield return EditSite.Insert(node.End, $"{sign}{text}", weight);
        }
    }
}
