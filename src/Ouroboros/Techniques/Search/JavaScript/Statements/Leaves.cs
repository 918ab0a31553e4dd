using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Statements;

/// <summary>Ways to leave early from a place: the next turn, the loop, the function.</summary>
internal static class Leaves
{
    public static IEnumerable<(string Text, double Weight)> For(EditSite site, FunctionFacts function)
    {
        if (Forms.IsInLoop(site.Node))
        {
            yield return ("continue", 0.9);
            yield return ("break", 0.7);
        }

        if (function.IsGenerator || function.Name == "constructor")
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
        var returns = function.Body.Descendants.Where(d => d.Kind == "return_statement").Select(d => d.NamedChildren.FirstOrDefault(c => c.Kind != "comment")).ToList();
        var values = new List<(string Text, double Weight)>();
        if (returns.Count == 0)
            values.Add(("", 1));

        foreach (var type in returns.Where(r => r.Tree is not null).Select(r => r.Kind == "identifier" ? site.TypeOf(r.Text) : Types.Of(r)).Distinct())
            values.AddRange(Empty(type));

        foreach (var value in returns.Where(r => r.Tree is not null && r.Length <= 40 && r.StartLine == r.EndLine))
            values.Add((value.Text, 0.7));

        foreach (var offer in site.Names(null, n => n.Kind is NameKind.Parameter or NameKind.Local).Take(4))
            values.Add((offer.Name, 0.6 * offer.Weight));

        values.AddRange([("null", 0.5), ("0", 0.4), ("false", 0.4), ("true", 0.4), ("[]", 0.35), ("''", 0.3), ("undefined", 0.3), ("1", 0.3), ("-1", 0.25), ("{}", 0.2)]);
        return values.GroupBy(v => v.Text).Select(g => g.MaxBy(v => v.Weight)).OrderByDescending(v => v.Weight);
    }

    private static IEnumerable<(string Text, double Weight)> Empty(string? type) => type switch
    {
        "number" => [("0", 1), ("1", 0.6), ("-1", 0.6), ("null", 0.4)],
        "boolean" => [("false", 1), ("true", 1)],
        "string" => [("''", 1)],
        "Array" => [("[]", 1)],
        "Object" => [("{}", 1), ("null", 0.7)],
        "Map" or "Set" => [($"new {type}()", 1)],
        _ => [("null", 0.8)],
    };
}
