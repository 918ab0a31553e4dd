using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>Functions that were emptied or removed though tests use them.</summary>
internal static class HollowFunctionRule
{
    public static IEnumerable<Finding> Find(PythonSource? before, PythonSource? after, TestVocabulary tests)
    {
        var now = Functions(after);
        foreach (var (name, function) in Functions(before))
        {
            if (now.TryGetValue(name, out var there))
            {
                if (!IsHollow(function) && IsHollow(there))
                    yield return new Finding("hollow-function", name, there.StartLine, $"{name} no longer computes anything");
            }
            else if (tests.Names(name.Split('.')[^1]) && !IsBoundOtherwise(name, after))
            {
                yield return new Finding("removed-function", name, function.StartLine, $"{name} is gone, though tests use it");
            }
        }
    }

    private static Dictionary<string, SyntaxNode> Functions(PythonSource? source)
    {
        var functions = new Dictionary<string, SyntaxNode>();
        foreach (var function in source?.OfKind("function_definition", "class_definition") ?? [])
            functions[PythonSource.QualifiedName(function)] = function;
        return functions;
    }

    /// <summary>Whether the first thing a function does is to return a literal, or nothing.</summary>
    private static bool IsHollow(SyntaxNode function)
    {
        if (function.Kind != "function_definition" || function.Child("body") is not { } body)
            return false;

        var first = body.NamedChildren.FirstOrDefault(c => c.Kind != "comment" && !IsRemark(c));
        return first.Tree is null || first.Kind == "pass_statement"
            || (first.Kind == "return_statement" && (!first.NamedChildren.Any() || PythonLiteral.ValueOf(first.NamedChildren.First()) is not null));
    }

    private static bool IsRemark(SyntaxNode statement) =>
        statement.Kind == "expression_statement" && statement.NamedChildren.FirstOrDefault() is { Kind: "string" or "concatenated_string" or "ellipsis" };

    // Moved and imported back, given another name for the same thing, or made a property by assignment.
    private static bool IsBoundOtherwise(string name, PythonSource? after)
    {
        var last = name.Split('.')[^1];
        return after is not null && (after.Imports.ContainsKey(last)
            || after.OfKind("assignment").Any(a => a.Child("left")?.Text == last && a.Child("right") is { Kind: "identifier" or "attribute" })
            || Functions(after).Keys.Any(k => k.Split('.')[^1] == last));
    }
}
