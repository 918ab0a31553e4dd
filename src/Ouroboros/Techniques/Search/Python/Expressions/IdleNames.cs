using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>A name that is set and never read was meant for something: it is put where it may have been forgotten, alone or joined to a value.</summary>
internal static class IdleNames
{
    private const int MostIdle = 3, MostPartners = 8;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("idle-argument", 0.5, ["argument_list"], Argument),
        new("idle-operand", 0.42, Kinds.Values, Operand),
        new("idle-value", 0.42, Kinds.Values, Value),
    ];

    private static IEnumerable<NameOffer> Idle(EditSite site) => site.Function is null ? [] : site.Names(null, IsIdle).Take(MostIdle);

    // A loop that only counts its turns leaves its name idle for good.
    private static bool IsIdle(ScopeName name) =>
        name.IsIdle && name.Kind is NameKind.Local or NameKind.Parameter && name.Name is not ("self" or "cls") && !name.Name.StartsWith('_');

    private static bool IsSetBefore(EditSite site, ScopeName name) => name.Kind == NameKind.Parameter || name.Lines[0] < site.Node.StartLine;

    private static IEnumerable<Edit> Argument(EditSite site)
    {
        var given = site.Node.NamedChildren.Where(c => c.Kind != "comment").ToList();
        if (given.Exists(g => g.Kind is "list_splat" or "generator_expression" or "dictionary_splat"))
            yield break;

        var last = given.FindLastIndex(g => g.Kind != "keyword_argument");
        foreach (var idle in Idle(site).Where(i => IsSetBefore(site, i.Of)))
        {
            foreach (var (text, weight) in Joined(site, idle))
                yield return last < 0
                    ? EditSite.Insert(site.Node.Start + 1, given.Count == 0 ? text : $"{text}, ", weight)
                    : EditSite.Insert(given[last].End, $", {text}", weight);
        }
    }

    /// <summary>Alone, then joined to what is set here and to other values at hand.</summary>
    private static IEnumerable<(string Text, double Weight)> Joined(EditSite site, NameOffer idle)
    {
        yield return (idle.Name, 0.9);
        var type = site.TypeOf(idle.Of);
        if (type is "bool" or "dict" or "NoneType")
            yield break;

        foreach (var (partner, weight) in Partners(site, idle.Name).DistinctBy(p => p.Text).Take(MostPartners))
        {
            yield return ($"{partner} + {idle.Name}", weight);
            if (type is "str" or "list" or "tuple")
                continue;

            yield return ($"{partner} - {idle.Name}", 0.8 * weight);
            yield return ($"{partner} * {idle.Name}", 0.6 * weight);
        }
    }

    private static IEnumerable<(string Text, double Weight)> Partners(EditSite site, string idle)
    {
        if (Kinds.Enclosing(site.Node, "assignment") is { } assignment && assignment.Child("left") is { Kind: "identifier" or "attribute" or "subscript" } target)
            yield return (target.Text, 0.9);

        if (site.Function?.Class is { } owner)
        {
            foreach (var name in site.Facts.Attributes.GetValueOrDefault($"{owner}.self", []).Where(n => site.Facts.FunctionNamed(n) is null).Take(4))
                yield return ($"self.{name}", 0.4);
        }

        foreach (var offer in site.Names(null, n => n.Kind is NameKind.Parameter or NameKind.Local or NameKind.Loop && n.Name != idle && n.Name is not ("self" or "cls")).Take(4))
            yield return (offer.Name, 0.6 * offer.Weight);
    }

    private static IEnumerable<Edit> Operand(EditSite site)
    {
        var node = site.Node;
        if (!Kinds.IsFreeValue(node) || node.StartLine != node.EndLine || node.Kind is "none" or "true" or "false" || !(Kinds.IsAtom(node) || node.Kind == "binary_operator")
            || node.Parent?.Kind == "binary_operator")
            yield break;

        foreach (var idle in Idle(site).Where(i => IsSetBefore(site, i.Of)))
        {
            yield return EditSite.Insert(node.End, $" + {idle.Name}", 0.8);
            if (node.Kind is "string" or "list" or "tuple")
                continue;

            yield return EditSite.Insert(node.End, $" - {idle.Name}", 0.7);
            if (Kinds.IsAtom(node))
                yield return EditSite.Insert(node.End, $" * {idle.Name}", 0.5);
        }
    }

    private static IEnumerable<Edit> Value(EditSite site)
    {
        var node = site.Node;
        if (!Kinds.IsFreeValue(node))
            yield break;

        foreach (var idle in Idle(site).Where(i => IsSetBefore(site, i.Of)))
        {
            yield return site.Replace(idle.Name, node.Kind is "identifier" or "integer" or "none" or "true" or "false" ? 1 : 0.6);
            if (site.TypeOf(idle.Of) is null or "dict" or "list" or "tuple" or "str" && Kinds.IsAtom(node) && node.Kind is "identifier" or "attribute" or "integer")
                yield return site.Replace($"{idle.Name}[{node.Text}]", 0.3);
        }
    }
}
