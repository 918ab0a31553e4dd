using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Statements;

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

        if (function.IsGenerator)
        {
            yield return ("yield break", 1);
            yield break;
        }

        if (IsSilent(function))
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
        var type = (function.Node.Child("returns") ?? function.Node.Child("type"))?.Text;
        var values = new List<(string Text, double Weight)>();
        if (IsSilent(function))
            return [("", 1)];

        values.AddRange(Empty(type));
        foreach (var value in returns.Where(r => r.Tree is not null && r.Length <= 40 && r.StartLine == r.EndLine))
            values.Add((value.Text, 0.7));

        foreach (var offer in site.Names(null, n => n.Kind is NameKind.Parameter or NameKind.Local or NameKind.Constant && Expressions.Names.Suits(type, site.TypeOf(n))).Take(5))
            values.Add((offer.Name, 0.6 * offer.Weight));
        return values.GroupBy(v => v.Text).Select(g => g.MaxBy(v => v.Weight)).OrderByDescending(v => v.Weight);
    }

    private static bool IsSilent(FunctionFacts function) =>
        function.Node.Kind == "constructor_declaration" || (function.Node.Child("returns") ?? function.Node.Child("type"))?.Text is "void" or "Task" or "ValueTask";

    private static IEnumerable<(string Text, double Weight)> Empty(string? type) => type switch
    {
        "bool" => [("false", 1), ("true", 1)],
        "string" => [("\"\"", 1), ("string.Empty", 0.3), ("null", 0.3)],
        "string?" => [("null", 1), ("\"\"", 0.6)],
        _ when Kinds.IsNumber(type) && type![^1] != '?' => [("0", 1), ("1", 0.6), ("-1", 0.6)],
        _ when Kinds.IsSequence(type) || Kinds.IsMap(type) => [("[]", 1), ("null", 0.2)],
        _ when type?.EndsWith('?') == true => [("null", 1), ("default", 0.3)],
        _ => [("null", 0.7), ("default", 0.5)],
    };
}
