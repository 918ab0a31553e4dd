using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Expressions;

/// <summary>What is reached into: members, items, and whether they are there.</summary>
internal static class Members
{
    private const int Most = 24;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("member-replace", 0.55, ["member_access_expression"], Replace),
        new("member-drop", 0.25, ["member_access_expression"], Drop),
        new("null-conditional", 0.3, ["member_access_expression", "conditional_access_expression"], Conditional),
        new("index-step", 0.6, ["element_access_expression"], Step),
        new("index-replace", 0.3, ["element_access_expression"], Index),
    ];

    private static bool IsCalled(SyntaxNode node) => node.Field == "function" && node.Parent?.Kind == "invocation_expression";

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        if (site.Node.Child("expression") is not { } owner || site.Node.Child("name") is not { Kind: "identifier" } name || IsCalled(site.Node))
            yield break;

        var text = name.Text;
        foreach (var other in Families.OfProperty(text))
            yield return EditSite.Replace(name, other, 0.9);

        var offers = Siblings(site, owner).Where(s => s.Name != text && site.Facts.FunctionNamed(s.Name) is null or { Parameters.Count: 0, Node.Kind: "property_declaration" })
            .GroupBy(s => s.Name).Select(g => g.MaxBy(s => s.Weight)).Select(s => (s.Name, Weight: s.Weight * (0.5 + (0.5 * NameRanking.Likeness(text, s.Name)))));
        foreach (var (other, weight) in offers.OrderByDescending(o => o.Weight).ThenBy(o => o.Name, StringComparer.Ordinal).Take(Most))
            yield return EditSite.Replace(name, other, weight);
    }

    private static IEnumerable<(string Name, double Weight)> Siblings(EditSite site, SyntaxNode owner)
    {
        var attributes = site.Facts.Attributes;
        foreach (var name in attributes.GetValueOrDefault(owner.Text, []))
            yield return (name, 1);

        if (owner.Kind == "identifier" && site.Unit.Surroundings.Of(site.Function, owner.Text) is { } seen)
        {
            foreach (var name in seen.Attributes)
                yield return (name, 0.9);
        }
        else if (owner.Kind == "member_access_expression" && owner.Child("name") is { } part && site.Unit.Surroundings.Observations.FirstOrDefault(o => o.Name == part.Text) is { } known)
        {
            foreach (var name in known.Attributes)
                yield return (name, 0.7);
        }

        foreach (var name in attributes.Where(a => char.IsLower(a.Key[0])).SelectMany(a => a.Value).Distinct().Take(40))
            yield return (name, 0.3);
    }

    private static IEnumerable<Edit> Drop(EditSite site)
    {
        if (site.Node.Child("expression") is not { IsNamed: true } owner)
            yield break;

        if (IsCalled(site.Node))
        {
            if (site.Node.Parent!.Value.Child("arguments") is { } given && Forms.Given(given).Count == 0)
                yield return EditSite.Replace(site.Node.Parent.Value, owner.Text);
        }
        else if (Forms.IsRead(site.Node))
        {
            yield return site.Replace(owner.Text);
        }
    }

    /// <summary>Reached into only where there is something; or always.</summary>
    private static IEnumerable<Edit> Conditional(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "conditional_access_expression")
        {
            foreach (var mark in node.Children.Where(c => c.Kind == "?"))
                yield return EditSite.Remove(mark.Start, mark.End, 0.3);

            yield break;
        }

        if (node.Child("expression") is not { Kind: "identifier" or "member_access_expression" or "invocation_expression" or "element_access_expression" } owner
            || (node.Field == "left" && node.Parent?.Kind == "assignment_expression") || char.IsUpper(owner.Text[0]))
            yield break;

        yield return EditSite.Insert(owner.End, "?", 0.6);
        if (!IsCalled(node) && Forms.IsFreeValue(node) && !Forms.IsCondition(node))
        {
            foreach (var (text, weight) in new[] { ("0", 0.6), ("\"\"", 0.5), ("[]", 0.4), ("false", 0.3) })
                yield return site.Replace($"({owner.Text}?.{node.Child("name")?.Text} ?? {text})", weight);
        }
    }

    private static IEnumerable<Edit> Step(EditSite site)
    {
        if (ItemOf(site.Node) is not { } index || site.Node.Child("expression") is not { } owner || index.Kind is "string_literal" or "range_expression")
            yield break;

        if (index.Kind == "integer_literal")
            yield return EditSite.Replace(index, "^1", 0.6);
        else if (index.Text.StartsWith('^'))
            yield return EditSite.Replace(index, "0", 0.6);

        foreach (var text in index.Kind == "integer_literal" || index.Text.StartsWith('^') || owner.Length > 60 ? [] : Sums.OneOff(index))
            yield return EditSite.Replace(index, text);
    }

    private static IEnumerable<Edit> Index(EditSite site)
    {
        if (ItemOf(site.Node) is not { } index)
            yield break;

        foreach (var offer in site.Names(index.Kind == "identifier" ? index.Text : null, n => !n.IsCallable && n.Kind != NameKind.Import).Take(8))
            yield return EditSite.Replace(index, offer.Name, offer.Weight);

        if (index.Kind is not ("integer_literal" or "string_literal"))
        {
            yield return EditSite.Replace(index, "0", 0.5);
            yield return EditSite.Replace(index, "^1", 0.4);
        }
    }

    private static SyntaxNode? ItemOf(SyntaxNode access) =>
        access.Child("subscript") is { } list && Forms.Given(list) is [var only] ? Forms.OperandOf(only) : null;
}
