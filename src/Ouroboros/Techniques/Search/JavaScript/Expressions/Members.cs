using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Expressions;

/// <summary>What is reached into: members, items, and whether they are there.</summary>
internal static class Members
{
    private const int Most = 24;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("member-replace", 0.5, ["member_expression"], Replace),
        new("member-drop", 0.25, ["member_expression"], Drop),
        new("optional-chain", 0.3, ["member_expression", "subscript_expression", "call_expression"], Optional),
        new("index-step", 0.6, ["subscript_expression"], Step),
        new("index-replace", 0.3, ["subscript_expression"], Index),
        new("index-drop", 0.2, ["subscript_expression"], DropIndex),
    ];

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        if (site.Node.Child("object") is not { } owner || site.Node.Child("property") is not { Kind: "property_identifier" or "private_property_identifier" } property)
            yield break;

        var text = property.Text;
        var called = site.Node.Field == "function" && site.Node.Parent?.Kind == "call_expression";
        var offers = Siblings(site, owner).Where(s => s.Name != text).GroupBy(s => s.Name).Select(g => g.MaxBy(s => s.Weight))
            .Select(s => (s.Name, Weight: s.Weight * (0.5 + (0.5 * NameRanking.Likeness(text, s.Name))) * Fit(site, s.Name, called)));
        foreach (var (name, weight) in offers.OrderByDescending(o => o.Weight).ThenBy(o => o.Name, StringComparer.Ordinal).Take(Most))
            yield return EditSite.Replace(property, name, weight);
    }

    private static IEnumerable<(string Name, double Weight)> Siblings(EditSite site, SyntaxNode owner)
    {
        foreach (var name in site.Facts.Attributes.GetValueOrDefault(JavaScriptSurvey.OwnerKey(owner), []))
            yield return (name, 1);

        if (owner.Kind == "identifier" && site.Unit.Surroundings.Of(site.Function, owner.Text) is { } seen)
        {
            foreach (var name in seen.Attributes)
                yield return (name, 0.8);
        }

        foreach (var name in site.Facts.Attributes.Where(a => a.Key is not ("Math" or "Object" or "Array" or "console" or "JSON" or "Number")).SelectMany(a => a.Value).Distinct().Take(60))
            yield return (name, 0.35);
    }

    private static double Fit(EditSite site, string name, bool called) =>
        called == (site.Facts.FunctionNamed(name) is not null || Families.IsMethod(name)) ? 1 : 0.4;

    private static IEnumerable<Edit> Drop(EditSite site)
    {
        var node = site.Node;
        if (node.Child("object") is not { } owner)
            yield break;

        if (node.Field == "function" && node.Parent is { Kind: "call_expression" } call)
        {
            if (call.Child("arguments") is { } given && !given.NamedChildren.Any())
                yield return EditSite.Replace(call, owner.Text);
        }
        else if (Forms.IsRead(node))
        {
            yield return site.Replace(owner.Text);
        }
    }

    /// <summary>Reached into only where there is something; or always.</summary>
    private static IEnumerable<Edit> Optional(EditSite site)
    {
        var node = site.Node;
        var chain = node.Children.FirstOrDefault(c => c.Kind is "optional_chain" or "?.");
        if (node.Field == "left" && node.Parent?.Kind is "assignment_expression" or "augmented_assignment_expression" || node.Parent?.Kind == "update_expression")
            yield break;

        if (chain.Tree is not null)
        {
            yield return node.Kind == "member_expression" ? EditSite.Replace(chain, ".", 0.3) : EditSite.Remove(chain.Start, chain.End, 0.2);
            yield break;
        }

        if (node.Kind == "call_expression")
        {
            if (node.Child("arguments") is { Kind: "arguments" } given && node.Child("function")?.Kind is "identifier" or "member_expression" && node.Child("function")!.Value.Text != "require")
                yield return EditSite.Insert(given.Start, "?.", 0.3);

            yield break;
        }

        if (node.Child("object") is not { } owner || owner.Kind is "this" or "super" || owner.Text is "Math" or "Object" or "Array" or "Number" or "JSON" or "console" or "module" or "exports")
            yield break;

        yield return EditSite.Insert(owner.End, node.Kind == "member_expression" ? "?" : "?.", 1);

        // What is not there counts as something.
        if (Forms.IsRead(node) && node.Field != "function" && !Forms.IsCondition(node))
        {
            foreach (var (text, weight) in new[] { ("0", 0.6), ("[]", 0.5), ("''", 0.5), ("null", 0.4), ("{}", 0.3), ("false", 0.3) })
                yield return node.Parent?.Kind is "binary_expression" or "spread_element" or "member_expression" or "await_expression"
                    ? site.Replace($"({node.Text} ?? {text})", weight)
                    : EditSite.Insert(node.End, $" ?? {text}", weight);
        }
    }

    private static IEnumerable<Edit> Step(EditSite site)
    {
        if (site.Node.Child("index") is not { } index || site.Node.Child("object") is not { } owner || index.Kind == "string")
            yield break;

        if (index.Kind == "number" && owner.Length < 40)
            yield return EditSite.Replace(index, $"{owner.Text}.length - 1", 0.6);

        foreach (var text in index.Kind == "number" ? [] : Values.OneOff(index))
            yield return EditSite.Replace(index, text);
    }

    private static IEnumerable<Edit> Index(EditSite site)
    {
        if (site.Node.Child("index") is not { } index)
            yield break;

        foreach (var offer in site.Names(index.Kind == "identifier" ? index.Text : null, n => !n.IsCallable && n.Kind != NameKind.Import).Take(8))
            yield return EditSite.Replace(index, offer.Name, offer.Weight);

        if (index.Kind != "number")
        {
            yield return EditSite.Replace(index, "0", 0.5);
            yield return EditSite.Replace(index, $"{site.Node.Child("object")!.Value.Text}.length - 1", 0.4);
        }
    }

    private static IEnumerable<Edit> DropIndex(EditSite site)
    {
        if (site.Node.Child("object") is { } owner && Forms.IsRead(site.Node))
            yield return site.Replace(owner.Text);
    }
}
