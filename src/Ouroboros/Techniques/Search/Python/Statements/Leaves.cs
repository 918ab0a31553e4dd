using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Statements;

/// <summary>Ways to leave early from a place: the next turn, the loop, the function.</summary>
internal static class Leaves
{
    public static IEnumerable<(string Text, double Weight)> For(EditSite site, FunctionFacts function)
    {
        if (Kinds.IsInLoop(site.Node))
        {
            yield return ("continue", 0.9);
            yield return ("break", 0.7);
        }

        if (function.IsGenerator || function.Name == "__init__")
        {
            yield return ("return", 1);
            yield break;
        }

        foreach (var (value, weight) in Values(site, function))
            yield return (value.Length == 0 ? "return" : $"return {value}", weight);
    }

    /// <summary>What the function might return: what it returns elsewhere, an empty value of that type, a name in scope.</summary>
    public static IEnumerable<(string Text, double Weight)> Values(EditSite site, FunctionFacts function)
    {
        var returns = function.Body.Descendants.Where(d => d.Kind == "return_statement" && !ReferenceEquals(d.Tree, null))
            .Select(d => d.NamedChildren.FirstOrDefault()).ToList();
        var values = new List<(string Text, double Weight)>();
        if (returns.Count == 0)
            values.Add(("", 1));

        var types = returns.Where(r => r.Tree is not null).Select(r => r.Kind == "identifier" ? site.TypeOf(r.Text) : Types.Of(r)).Distinct().ToList();
        foreach (var type in types)
            values.AddRange(Empty(type));

        foreach (var value in returns.Where(r => r.Tree is not null && r.Length <= 40 && r.StartLine == r.EndLine))
            values.Add((value.Text, 0.7));

        foreach (var offer in site.Names(null, n => n.Kind is NameKind.Parameter or NameKind.Local && n.Name is not ("self" or "cls")).Take(4))
            values.Add((offer.Name, 0.6 * offer.Weight));

        values.AddRange([("None", 0.5), ("0", 0.4), ("False", 0.4), ("True", 0.4), ("[]", 0.35), ("\"\"", 0.3), ("1", 0.3), ("-1", 0.25), ("{}", 0.2)]);
        return values.GroupBy(v => v.Text).Select(g => g.MaxBy(v => v.Weight)).OrderByDescending(v => v.Weight);
    }

    private static IEnumerable<(string Text, double Weight)> Empty(string? type) => type switch
    {
        "int" => [("0", 1), ("1", 0.7), ("-1", 0.6), ("None", 0.5)],
        "float" => [("0.0", 1), ("0", 0.7), ("1.0", 0.4)],
        "bool" => [("False", 1), ("True", 1)],
        "str" => [("\"\"", 1)],
        "list" => [("[]", 1)],
        "dict" => [("{}", 1)],
        "set" => [("set()", 1)],
        "tuple" => [("()", 0.8)],
        _ => [],
    };
}
