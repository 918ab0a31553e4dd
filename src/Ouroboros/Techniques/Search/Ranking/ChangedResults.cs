using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>Functions that give something of another kind than before, or than they promise.</summary>
internal static class ChangedResults
{
    public static IEnumerable<AntiPattern> In(ChangedFile change)
    {
        foreach (var result in change.TouchedNodes.Where(n => n.Kind == "return_statement"))
        {
            var value = result.NamedChildren.FirstOrDefault();
            if (value.Tree is null || result.Ancestors.FirstOrDefault(a => a.Kind == "function_definition") is not { Tree: not null } function)
                continue;

            var others = OtherTypes(function, result);
            var type = Types.Of(value);
            var promised = function.Child("return_type")?.Text;
            if (promised is "int" or "str" or "bool" or "float" or "list" or "dict" or "set" && type is not null && type != promised
                && !(promised == "float" && type == "int"))
                yield return new AntiPattern("result-type", 4, $"returns {type} from a function that promises {promised}");
            else if (type is not null && others.Count > 0 && !others.Contains(type) && !(type is "int" or "float" && others.Overlaps(["int", "float"])))
                yield return new AntiPattern("result-type", type == "NoneType" ? 1.5 : 3, $"returns {type} where the function otherwise returns {string.Join(" or ", others)}");
            else if (value.Kind == "boolean_operator" && others.Contains("bool") && !IsTruth(value))
                yield return new AntiPattern("operand-as-truth", 2, $"returns an operand of `{value.Text}` where the function otherwise returns True or False");
        }

        foreach (var call in change.NewNodes.Concat(Wrapped(change)).Where(IsRounding))
            yield return new AntiPattern("rounding", 1.5, $"rounds through `{call.Text}`");
    }

    private static IEnumerable<SyntaxNode> Wrapped(ChangedFile change) =>
        change.TouchedNodes.Where(n => n.Kind == "call" && change.Inserted.Any(i => i.Start <= n.Start && n.Start < i.End));

    private static bool IsRounding(SyntaxNode node) =>
        node.Kind == "call" && node.Child("function")?.Text is "int" or "round" && node.Child("arguments") is { } given
        && given.Descendants.Any(d => d.Kind == "float" || (d.Kind == "binary_operator" && d.Child("operator")?.Kind is "/"));

    private static HashSet<string> OtherTypes(SyntaxNode function, SyntaxNode except) =>
        [.. function.Descendants.Where(d => d.Kind == "return_statement" && d.Index != except.Index)
            .Select(d => Types.Of(d.NamedChildren.FirstOrDefault() is { Tree: not null } v ? v : null)).OfType<string>().Where(t => t != "NoneType")];

    private static bool IsTruth(SyntaxNode node) =>
        node.Descendants.Where(d => d.Parent?.Kind is "boolean_operator" && d.IsNamed)
            .All(d => d.Kind is "comparison_operator" or "not_operator" or "boolean_operator" or "true" or "false" or "parenthesized_expression" or "call");
}
