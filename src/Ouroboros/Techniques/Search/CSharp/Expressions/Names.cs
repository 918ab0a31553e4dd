using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Expressions;

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
    ];

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        if (!Forms.IsRead(site.Node) || site.Function is null)
            yield break;

        var type = site.TypeOf(site.Node.Text);
        foreach (var offer in site.Names(site.Node.Text, n => !n.IsCallable))
            yield return site.Replace(offer.Name, Suits(type, site.TypeOf(offer.Of)) ? offer.Weight : offer.Weight * 0.2);
    }

    /// <summary>Whether a value of one type may stand where another was, as far as their names tell.</summary>
    internal static bool Suits(string? wanted, string? offered) =>
        wanted is null || offered is null || wanted.TrimEnd('?') == offered.TrimEnd('?') || (Kinds.IsNumber(wanted) && Kinds.IsNumber(offered)) || (Kinds.IsSequence(wanted) && Kinds.IsSequence(offered));

    private static IEnumerable<Edit> Target(EditSite site)
    {
        if (site.Node.Field != "left" || site.Node.Parent?.Kind != "assignment_expression")
            yield break;

        foreach (var offer in site.Names(site.Node.Text, n => n.Kind is NameKind.Local or NameKind.Parameter or NameKind.Constant).Take(16))
            yield return site.Replace(offer.Name, offer.Weight);
    }

    private static IEnumerable<Edit> ToLiteral(EditSite site)
    {
        var node = site.Node;
        if (!Forms.IsFreeValue(node) || node.Parent?.Kind is "foreach_statement" or "parenthesized_expression")
            yield break;

        var type = site.TypeOf(node.Text);
        string[] literals = type switch
        {
            "string" or "string?" => ["\"\"", "null"],
            "bool" => ["true", "false"],
            _ when Kinds.IsNumber(type) => ["0", "1", "-1"],
            _ when Kinds.IsSequence(type) => ["[]"],
            null => ["0", "1", "null", "true", "false"],
            _ => ["null", "default"],
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
        var seen = site.Unit.Surroundings.Of(site.Function, name);
        foreach (var part in site.Facts.Attributes.GetValueOrDefault(name, []).Concat(seen?.Attributes ?? []).Distinct().Where(p => site.Facts.FunctionNamed(p) is null or { Parameters.Count: 0 }).Take(MostParts))
            yield return EditSite.Insert(node.End, $".{part}", 0.5);

        var type = site.TypeOf(name);
        if (Kinds.IsIndexed(type))
        {
            yield return EditSite.Insert(node.End, "[0]", 0.5);
            yield return EditSite.Insert(node.End, "[^1]", 0.5);
        }

        if (Kinds.IsList(type) || type == "string")
            yield return EditSite.Insert(node.End, $".{Kinds.Length(type)}", 0.6);
    }
}
