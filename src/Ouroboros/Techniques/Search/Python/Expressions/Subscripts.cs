using System.Globalization;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>Indices and slices: which item, from where, how far, how often.</summary>
internal static class Subscripts
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("index-step", 0.75, ["subscript"], Index),
        new("slice-bounds", 0.5, ["slice"], Bounds),
        new("slice-add", 0.25, ["identifier", "attribute", "call"], AddSlice),
        new("subscript-drop", 0.3, ["subscript"], Drop),
        new("index-swap", 0.4, ["subscript"], SwapIndices),
        new("lookup-switch", 0.35, ["subscript", "call", "delete_statement"], Lookup),
    ];

    private static IEnumerable<Edit> Index(EditSite site)
    {
        foreach (var index in site.Node.Children.Where(c => c.Field == "subscript" && c.Kind is not ("slice" or "string")))
        {
            if (index.Kind == "integer" && Values.Integer(index) is { } n)
            {
                if (n == 0)
                    yield return EditSite.Replace(index, "-1");
                else if (n > 1)
                    yield return EditSite.Replace(index, "-1", 0.6);
            }
            else if (index is { Kind: "unary_operator", Text: "-1" })
            {
                yield return EditSite.Replace(index, "0");
                yield return EditSite.Replace(index, "-2", 0.8);
            }
            else if (Values.MayBeNumber(index))
            {
                foreach (var text in Values.OneOff(index))
                    yield return EditSite.Replace(index, text, 0.9);

                yield return EditSite.Insert(index.Start, "-", Kinds.IsAtom(index) ? 0.25 : 0.1);
            }
        }
    }

    private static IEnumerable<Edit> Bounds(EditSite site)
    {
        var node = site.Node;
        var colons = node.Children.Where(c => c.Kind == ":").ToList();
        if (colons.Count == 0)
            yield break;

        var start = node.NamedChildren.Where(c => c.End <= colons[0].Start).Cast<SyntaxNode?>().FirstOrDefault();
        var secondColon = colons.Count > 1 ? colons[1].Start : node.End;
        var stop = node.NamedChildren.Where(c => c.Start >= colons[0].End && c.End <= secondColon).Cast<SyntaxNode?>().FirstOrDefault();

        foreach (var edit in Bound(site, start, colons[0].Start, isStart: true).Concat(Bound(site, stop, secondColon, isStart: false)))
            yield return edit;

        if (start is { } from && stop is { } to)
            yield return EditSite.Swap(from, to, 0.3);
        else if (start is { } only)
            yield return site.Replace($":{only.Text}", 0.7);
        else if (stop is { } last)
            yield return site.Replace($"{last.Text}:", 0.7);

        if (colons.Count == 1)
        {
            yield return EditSite.Insert(node.End, ":-1", 0.5);
            yield return EditSite.Insert(node.End, ":2", 0.3);
        }
        else
        {
            yield return EditSite.Remove(colons[1].Start, node.End, 0.7);
        }
    }

    private static IEnumerable<Edit> Bound(EditSite site, SyntaxNode? bound, int at, bool isStart)
    {
        if (bound is not { } node)
        {
            yield return EditSite.Insert(at, isStart ? "1" : "-1", 0.8);
            foreach (var offer in site.Names(null, n => n.Type is null or "int" && !n.IsCallable && n.Kind != NameKind.Import).Take(5))
            {
                yield return EditSite.Insert(at, offer.Name, 0.5 * offer.Weight);
                yield return EditSite.Insert(at, $"{offer.Name} + 1", 0.3 * offer.Weight);
            }

            yield break;
        }

        yield return EditSite.Remove(node.Start, node.End, 0.8);
        if (Values.MayBeNumber(node) && node.Kind != "unary_operator")
        {
            foreach (var text in Values.OneOff(node))
                yield return EditSite.Replace(node, text);
        }
        else if (node.Kind == "integer" && Values.Integer(node) is { } n)
        {
            yield return EditSite.Replace(node, (n + 1).ToString(CultureInfo.InvariantCulture));
            yield return EditSite.Insert(node.Start, "-", 0.5);
        }
    }

    private static IEnumerable<Edit> AddSlice(EditSite site)
    {
        var node = site.Node;
        if (!Kinds.IsRead(node) || node.Parent is not { } parent
            || parent.Kind is not ("argument_list" or "for_statement" or "for_in_clause" or "return_statement" or "assignment" or "comparison_operator" or "binary_operator")
            || (node.Kind == "identifier" && site.TypeOf(node.Text) is "int" or "float" or "bool" or "dict" or "set" or "function" or "self"))
            yield break;

        yield return EditSite.Insert(node.End, "[:]", parent.Kind is "argument_list" or "assignment" ? 1 : 0.3);
        yield return EditSite.Insert(node.End, "[::-1]", 0.8);
        yield return EditSite.Insert(node.End, "[1:]", 0.8);
        yield return EditSite.Insert(node.End, "[:-1]", 0.8);
        if (parent.Kind is "return_statement" or "assignment")
            yield return EditSite.Insert(node.End, "[0]", 0.5);

        foreach (var offer in site.Names(null, n => !n.IsCallable && n.Kind != NameKind.Import && n.Name != node.Text)
            .Where(o => site.TypeOf(o.Of) is null or "int").Take(3))
        {
            yield return EditSite.Insert(node.End, $"[{offer.Name}:]", 0.7 * offer.Weight);
            yield return EditSite.Insert(node.End, $"[:{offer.Name}]", 0.7 * offer.Weight);
        }
    }

    private static IEnumerable<Edit> Drop(EditSite site)
    {
        if (Kinds.IsRead(site.Node) && site.Node.Child("value") is { } value)
            yield return EditSite.Remove(value.End, site.Node.End);
    }

    private static IEnumerable<Edit> SwapIndices(EditSite site)
    {
        if (site.Node.Child("subscript") is { } outer && site.Node.Child("value") is { Kind: "subscript" } inner
            && inner.Child("subscript") is { } first && first.Text != outer.Text)
            yield return EditSite.Swap(first, outer);
    }

    /// <summary>A key that may be missing: <c>d[k]</c> and <c>d.get(k, …)</c>.</summary>
    private static IEnumerable<Edit> Lookup(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "delete_statement")
        {
            if (node.NamedChildren.ToList() is [{ Kind: "subscript" } gone] && gone.Child("subscript") is { Kind: not ("slice" or "integer") } lost)
                yield return EditSite.Replace(node, $"{gone.Child("value")!.Value.Text}.pop({lost.Text}, None)");

            yield break;
        }

        if (!Kinds.IsRead(node))
            yield break;

        if (node.Kind == "subscript")
        {
            if (node.Child("subscript") is not { Kind: not ("slice" or "integer" or "unary_operator") } key || node.Child("value") is not { } owner
                || (owner.Kind == "identifier" && site.TypeOf(owner.Text) is "list" or "str" or "tuple"))
                yield break;

            string[] defaults = ["", ", 0", ", []", ", \"\"", ", {}", ", False", ", set()"];
            for (var i = 0; i < defaults.Length; i++)
                yield return EditSite.Replace(node, $"{owner.Text}.get({key.Text}{defaults[i]})", 1 / (1 + (0.25 * i)));
        }
        else if (node.Child("function") is { Kind: "attribute" } taker && taker.Child("attribute")?.Text == "pop"
            && taker.Child("object") is { } from && node.Child("arguments")?.NamedChildren.ToList() is [{ Kind: not "integer" } only]
            && site.TypeOf(from.Text) is not ("list" or "deque" or "set"))
        {
            yield return EditSite.Insert(only.End, ", None", 0.8);
        }
        else if (node.Child("function") is { Kind: "attribute" } callee && callee.Child("attribute")?.Text == "get"
            && callee.Child("object") is { } dictionary && node.Child("arguments")?.NamedChildren.ToList() is { Count: >= 1 } given)
        {
            yield return EditSite.Replace(node, $"{dictionary.Text}[{given[0].Text}]", 0.8);
            if (given.Count == 1)
            {
                foreach (var fallback in (string[])["0", "[]", "\"\"", "{}", "False", "1", "set()"])
                    yield return EditSite.Insert(given[0].End, $", {fallback}", 0.7);
            }
        }
    }
}
