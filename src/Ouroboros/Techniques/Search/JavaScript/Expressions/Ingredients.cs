using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Expressions;

/// <summary>Expressions of the same file in another's place, as they stand or with one name exchanged.</summary>
internal static class Ingredients
{
    private const int MostDonors = 30, MostRenamed = 16;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("expression-replace", 0.22, Forms.Values, Replace),
        new("expression-combine", 0.16, ["identifier", "call_expression", "member_expression", "binary_expression", "subscript_expression"], Combine),
    ];

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        var node = site.Node;
        if (!Forms.IsFreeValue(node) || node.StartLine != node.EndLine)
            yield break;

        var own = node.Descendants.Prepend(node).Where(d => d.IsNamed && !d.NamedChildren.Any()).Select(d => d.Text).ToHashSet();
        var donors = site.Facts.Expressions.Where(e => e.Text != node.Text && Fits(site, e, node))
            .Select(e => (Donor: e, Weight: Weight(site, e, own))).OrderByDescending(d => d.Weight).ThenBy(d => d.Donor.Node.Start).Take(MostDonors).ToList();
        foreach (var (donor, weight) in donors)
            yield return site.Replace(Forms.IsAtom(donor.Node) || node.Parent?.Kind is not ("binary_expression" or "unary_expression") ? donor.Text : $"({donor.Text})", weight);

        // One name of it exchanged: what one branch does with one thing, another does with another.
        foreach (var (donor, weight) in donors.Where(d => d.Donor.Names.Count is 1 or 2).Take(6))
        {
            foreach (var name in donor.Names)
            {
                foreach (var offer in site.Names(name.Text, n => !n.IsCallable && n.Kind != NameKind.Import).Take(MostRenamed / 6))
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
        && (Types.Of(node), Types.Of(donor.Node)) is var (wanted, offered) && (wanted is null || offered is null || wanted == offered);

    private static double Weight(EditSite site, Ingredient donor, HashSet<string> own)
    {
        var shared = donor.Tokens.Count(own.Contains);
        var near = 1 / (1 + (Math.Abs(donor.Node.StartLine - site.Node.StartLine) / 20.0));
        return Math.Min(1, (0.3 + (0.7 * shared / Math.Max(1, Math.Max(donor.Tokens.Count, own.Count)))) * (0.4 + (0.6 * near)));
    }

    /// <summary>A further operand from the names in scope.</summary>
    private static IEnumerable<Edit> Combine(EditSite site)
    {
        var node = site.Node;
        if (!Forms.IsFreeValue(node) || node.Parent?.Kind is not ("return_statement" or "variable_declarator" or "assignment_expression" or "augmented_assignment_expression" or "arguments" or "arrow_function"
            or "pair") || Forms.IsTruth(node) || (node.Parent?.Kind == "arrow_function" && node.Field != "body"))
            yield break;

        var type = node.Kind == "identifier" ? site.TypeOf(node.Text) : Types.Of(node);
        if (type is not (null or "number" or "string"))
            yield break;

        foreach (var offer in site.Names(null, n => !n.IsCallable && n.Kind != NameKind.Import && n.Name != node.Text).Take(6))
        {
            if (site.TypeOf(offer.Of) is not (null or "number" or "string"))
                continue;

            foreach (var (sign, weight) in type == "string" ? [(" + ", 0.8)] : new[] { (" + ", 0.8), (" - ", 0.8), (" * ", 0.7), (" / ", 0.4), (" % ", 0.3) })
                yield return EditSite.Insert(node.End, $"{sign}{offer.Name}", weight * offer.Weight);
        }
    }
}
