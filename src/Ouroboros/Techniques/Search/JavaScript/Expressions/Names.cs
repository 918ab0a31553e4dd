using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Expressions;

/// <summary>Names taken for one another, and a thing taken for its part.</summary>
internal static class Names
{
    private const int MostParts = 24;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("name-replace", 0.6, ["identifier"], Replace),
        new("target-replace", 0.3, ["identifier"], Target),
        new("name-to-literal", 0.18, ["identifier"], ToLiteral),
        new("name-to-part", 0.25, ["identifier"], ToPart),
        new("shorthand-replace", 0.4, ["shorthand_property_identifier"], Shorthand),
        new("key-replace", 0.3, ["pair"], Key),
    ];

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        if (!Forms.IsRead(site.Node))
            yield break;

        foreach (var offer in site.Names(site.Node.Text))
            yield return site.Replace(offer.Name, offer.Weight);
    }

    private static IEnumerable<Edit> Target(EditSite site)
    {
        if (site.Node.Field != "left" || site.Node.Parent?.Kind is not ("assignment_expression" or "augmented_assignment_expression"))
            yield break;

        foreach (var offer in site.Names(site.Node.Text, n => n.Kind is NameKind.Local or NameKind.Parameter or NameKind.Loop))
            yield return site.Replace(offer.Name, offer.Weight);
    }

    private static IEnumerable<Edit> ToLiteral(EditSite site)
    {
        var node = site.Node;
        if (!Forms.IsFreeValue(node) || node.Parent?.Kind is "for_in_statement" or "parenthesized_expression")
            yield break;

        string[] literals = site.TypeOf(node.Text) switch
        {
            "number" => ["0", "1", "-1", "null"],
            "string" => ["''", "null"],
            "Array" => ["[]", "null"],
            "boolean" => ["true", "false"],
            "Object" => ["{}", "null"],
            _ => ["null", "undefined", "0", "1", "true", "false", "[]", "''"],
        };
        for (var i = 0; i < literals.Length; i++)
            yield return site.Replace(literals[i], 1 / (1 + (0.3 * i)));
    }

    /// <summary>A thing where its member, or its first or last item, was meant.</summary>
    private static IEnumerable<Edit> ToPart(EditSite site)
    {
        var node = site.Node;
        if (!Forms.IsFreeValue(node))
            yield break;

        var name = node.Text;
        if (site.Facts.FunctionAt(node.Start) is not null && ThisKey(node) is { } owner && site.Facts.Attributes.GetValueOrDefault(owner, []).Contains(name))
            yield return EditSite.Insert(node.Start, "this.");

        var seen = site.Unit.Surroundings.Of(site.Function, name);
        foreach (var part in site.Facts.Attributes.GetValueOrDefault(name, []).Concat(seen?.Attributes ?? []).Distinct().Take(MostParts))
            yield return EditSite.Insert(node.End, $".{part}", 0.5);

        if (site.TypeOf(name) is null or "Array" or "string")
        {
            yield return EditSite.Insert(node.End, ".length", site.TypeOf(name) is null ? 0.3 : 0.6);
            yield return EditSite.Insert(node.End, "[0]", 0.5);
            yield return EditSite.Insert(node.End, $"[{name}.length - 1]", 0.3);
        }
    }

    private static IEnumerable<Edit> Shorthand(EditSite site)
    {
        if (site.Node.Parent?.Kind != "object")
            yield break;

        foreach (var offer in site.Names(site.Node.Text).Take(12))
            yield return site.Replace($"{site.Node.Text}: {offer.Name}", offer.Weight);
    }

    /// <summary>The key of a property, as other places spell it.</summary>
    private static IEnumerable<Edit> Key(EditSite site)
    {
        if (site.Node.Child("key") is not { Kind: "property_identifier" } key)
            yield break;

        var keys = site.Facts.Attributes.Values.SelectMany(a => a).Where(a => a != key.Text).Distinct()
            .Select(a => (Name: a, Like: NameRanking.Likeness(key.Text, a))).Where(a => a.Like > 0.3).OrderByDescending(a => a.Like).Take(8);
        foreach (var (name, like) in keys)
            yield return EditSite.Replace(key, name, like);
    }

    internal static string? ThisKey(SyntaxNode node)
    {
        var inside = node.Ancestors.FirstOrDefault(a => a.Kind is "class_declaration" or "class");
        return inside.Tree is null ? null : $"{inside.Child("name")?.Text}.this";
    }
}
