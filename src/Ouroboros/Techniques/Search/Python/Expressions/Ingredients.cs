using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>Expressions found elsewhere in the file, as they are or with one name changed: most fixes are written there already.</summary>
internal static class Ingredients
{
    private const int MostDonors = 24, MostRefills = 3;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("expression-reuse", 0.22, Kinds.Values, Reuse),
    ];

    private static IEnumerable<Edit> Reuse(EditSite site)
    {
        var node = site.Node;
        if (!Kinds.IsFreeValue(node) || node.StartLine != node.EndLine || node.Length > 80
            || node.Parent?.Kind is "unary_operator" or "parenthesized_expression" or "subscript" or "lambda" or "boolean_operator" && Kinds.IsAtom(node) && node.Kind == "identifier")
            yield break;

        var function = site.Function;
        var own = IngredientReader.TokensOf(node);
        var visible = site.Scope.Where(n => n.IsVisibleAt(node)).Select(n => n.Name).ToHashSet();
        var text = node.Text;
        var donors = site.Facts.Expressions
            .Where(d => d.Text != text && !IsWithin(d.Node, node) && FitsKind(node, d.Node))
            .Select(d => (Donor: d, Weight: Weight(d, node, function, own)))
            .OrderByDescending(d => d.Weight).Take(MostDonors);
        foreach (var (donor, weight) in donors)
        {
            var wrap = NeedsParentheses(node, donor.Node);
            var foreign = donor.Names.Where(n => !visible.Contains(n.Text) && site.Facts.Binds(n.Text)).ToList();
            if (foreign.Count == 0)
                yield return site.Replace(wrap ? $"({donor.Text})" : donor.Text, weight);

            foreach (var refill in Refills(site, donor, foreign))
                yield return site.Replace(wrap ? $"({refill})" : refill, weight * 0.5);
        }
    }

    /// <summary>The donor with one of its names replaced by one that is seen here.</summary>
    private static IEnumerable<string> Refills(EditSite site, Ingredient donor, List<SyntaxNode> foreign)
    {
        // Offsets are bytes; a text with wider characters would be cut in the wrong places.
        if (donor.Text.Length != donor.Node.Length || foreign.DistinctBy(f => f.Text).Count() > 1)
            yield break;

        foreach (var name in (foreign.Count > 0 ? foreign : donor.Names).DistinctBy(n => n.Text).Take(2))
        {
            foreach (var offer in site.Names(name.Text, n => !n.IsCallable && n.Kind != NameKind.Import).Take(MostRefills))
                yield return Renamed(donor, name.Text, offer.Name);
        }
    }

    private static string Renamed(Ingredient donor, string from, string to)
    {
        var text = donor.Text;
        foreach (var name in donor.Names.Where(n => n.Text == from).Reverse())
            text = string.Concat(text.AsSpan(0, name.Start - donor.Node.Start), to, text.AsSpan(name.End - donor.Node.Start));

        return text;
    }

    private static double Weight(Ingredient donor, SyntaxNode place, FunctionFacts? function, HashSet<string> own)
    {
        var shared = donor.Tokens.Count(own.Contains);
        var overlap = (double)shared / Math.Max(1, donor.Tokens.Count + own.Count - shared);
        var near = function is not null && function.Contains(donor.Node) ? 1 : 0.5;
        var same = donor.Node.Kind == place.Kind ? 1 : 0.7;
        return near * same * (0.4 + (0.6 * overlap));
    }

    private static bool FitsKind(SyntaxNode place, SyntaxNode donor) =>
        !Kinds.IsCondition(place) || donor.Kind is "comparison_operator" or "boolean_operator" or "not_operator" or "call" or "attribute" or "subscript";

    private static bool NeedsParentheses(SyntaxNode place, SyntaxNode donor) =>
        !Kinds.IsAtom(donor) && place.Parent?.Kind is "binary_operator" or "comparison_operator" or "unary_operator" or "not_operator" or "boolean_operator"
            or "conditional_expression" or "attribute" or "await";

    private static bool IsWithin(SyntaxNode one, SyntaxNode two) => one.Start >= two.Start && one.End <= two.End;
}
