using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>What a value lacks: a further operand, a fallback where it is empty, another type to be tested for.</summary>
internal static class Additions
{
    private const int MostNames = 10;

    private static readonly string[] Builtins = ["list", "dict", "str", "int", "tuple", "float", "bool", "set", "bytes"];

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("operand-add", 0.26, Kinds.Values, AddOperand),
        new("value-or", 0.22, Kinds.Values, Or),
        new("clamp", 0.3, Kinds.Values, Clamp),
        new("type-replace", 0.5, ["identifier"], ReplaceType),
    ];

    private static bool IsWhole(SyntaxNode node) => Kinds.IsRead(node) && node.StartLine == node.EndLine
        && node.Parent?.Kind is "return_statement" or "assignment" or "augmented_assignment" or "argument_list" or "keyword_argument";

    private static IEnumerable<Edit> AddOperand(EditSite site)
    {
        var node = site.Node;
        var type = TypeOf(site);
        if (!IsWhole(node) || node.Kind is "none" or "true" or "false" or "string" || !(Kinds.IsAtom(node) || node.Kind == "binary_operator")
            || type is "bool" or "dict" or "NoneType")
            yield break;

        var offers = site.Names(null, n => !n.IsCallable && n.Kind != NameKind.Import && n.Name is not ("self" or "cls") && n.Name != node.Text)
            .Where(o => Fits(type, site.TypeOf(o.Of))).Take(MostNames);
        foreach (var offer in offers)
        {
            yield return EditSite.Insert(node.End, $" + {offer.Name}", offer.Weight);
            if (type is "str" or "list" or "tuple")
            {
                // Of rows the order counts.
                yield return EditSite.Insert(node.Start, $"{offer.Name} + ", 0.8 * offer.Weight);
                continue;
            }

            yield return EditSite.Insert(node.End, $" - {offer.Name}", 0.7 * offer.Weight);
            if (Kinds.IsAtom(node))
                yield return EditSite.Insert(node.End, $" * {offer.Name}", 0.4 * offer.Weight);
        }
    }

    /// <summary>A number kept from falling below or rising above another: what is assigned never loses what was reached.</summary>
    private static IEnumerable<Edit> Clamp(EditSite site)
    {
        var node = site.Node;
        if (!IsWhole(node) || node.Parent?.Kind is "argument_list" or "keyword_argument" || TypeOf(site) is not (null or "int" or "float")
            || !(node.Kind is "identifier" or "binary_operator" or "subscript" or "attribute" || node.Kind == "call" && node.Child("function")?.Text is not ("max" or "min")))
            yield break;

        foreach (var (bound, weight) in Bounds(site))
        {
            yield return new Edit(weight, [new Splice(node.Start, node.Start, $"max({bound}, "), new Splice(node.End, node.End, ")")]);
            yield return new Edit(0.8 * weight, [new Splice(node.Start, node.Start, $"min({bound}, "), new Splice(node.End, node.End, ")")]);
        }
    }

    private static IEnumerable<(string Text, double Weight)> Bounds(EditSite site)
    {
        if (site.Node.Parent is { Kind: "assignment" } assignment && assignment.Child("left") is { Kind: "identifier" or "attribute" or "subscript" } target)
            yield return (target.Text, 1);

        yield return ("0", 0.9);
        foreach (var offer in site.Names(null, n => n.Kind is NameKind.Parameter or NameKind.Local or NameKind.Loop && n.Name is not ("self" or "cls"))
            .Where(o => site.TypeOf(o.Of) is null or "int" or "float" && o.Name != site.Node.Text).Take(4))
            yield return (offer.Name, 0.6 * offer.Weight);

        yield return ("1", 0.4);
    }

    private static string? TypeOf(EditSite site) => Types.Of(site.Node) ?? (site.Node.Kind == "identifier" ? site.TypeOf(site.Node.Text) : null);

    private static bool Fits(string? type, string? other) =>
        type is null || other is null || type == other || (type is "int" or "float" && other is "int" or "float");

    private static IEnumerable<Edit> Or(EditSite site)
    {
        var node = site.Node;
        if (!IsWhole(node) || !(Kinds.IsAtom(node) || node.Kind == "binary_operator") || node.Kind is "integer" or "float" or "none" or "true" or "false"
            || node.Kind is "string" or "list" or "dictionary" or "set" or "tuple" or "list_comprehension")
            yield break;

        string[] fallbacks = TypeOf(site) switch
        {
            "str" => ["None", "\"\""],
            "list" => ["None", "[]"],
            "dict" => ["None", "{}"],
            "int" or "float" => ["None", "1", "0"],
            _ => ["None", "[]", "\"\"", "0", "{}", "1"],
        };
        for (var i = 0; i < fallbacks.Length; i++)
            yield return EditSite.Insert(node.End, $" or {fallbacks[i]}", 1 / (1 + (0.35 * i)));
    }

    /// <summary>The type that <c>isinstance</c> asks for.</summary>
    private static IEnumerable<Edit> ReplaceType(EditSite site)
    {
        var node = site.Node;
        var list = node.Parent?.Kind == "tuple" ? node.Parent.Value.Parent : node.Parent;
        if (!Builtins.Contains(node.Text) || list is not { Kind: "argument_list" } arguments || arguments.Parent is not { Kind: "call" } call
            || call.Child("function")?.Text is not ("isinstance" or "issubclass") || arguments.NamedChildren.First() == node)
            yield break;

        for (var i = 0; i < Builtins.Length; i++)
        {
            if (Builtins[i] == node.Text)
                continue;

            yield return site.Replace(Builtins[i], 1 / (1 + (0.2 * i)));
            if (node.Parent?.Kind == "argument_list")
                yield return site.Replace($"({node.Text}, {Builtins[i]})", 0.6 / (1 + (0.2 * i)));
        }
    }
}
