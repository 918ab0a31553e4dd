using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>Finds answers that JavaScript gives to single inputs of the tests: <c>if (x === 17) return 42</c>.</summary>
internal static class ScriptSpecialCase
{
    public static IReadOnlyList<Finding> In(SyntaxTree? tree, TestVocabulary tests)
    {
        if (tree is null)
            return [];

        var found = new List<Finding>();
        foreach (var node in tree.Nodes.Where(n => n.IsNamed && n.Kind is "if_statement" or "ternary_expression" or "switch_case"))
        {
            if (AskedFor(node, tests) is { } value && Answer(node) is { } answer && ScriptLiteral.ValueOf(answer) is { } given)
            {
                // Both from the tests is an answer copied; one alone may be a rule of the trade.
                if (tests.Tells(given) || PythonLiteral.IsCommon(given))
                    found.Add(new Finding("special-case", $"{value}:{given}", node.StartLine, $"answers the tests' own input {value} with the constant {answer.Text}"));
            }
        }

        return found;
    }

    private static string? AskedFor(SyntaxNode node, TestVocabulary tests)
    {
        if (node.Kind == "switch_case")
            return node.Child("value") is { } label && ScriptLiteral.ValueOf(label) is { } own && tests.Tells(own) ? own : null;

        if (node.Child("condition") is not { } condition)
            return null;

        var asked = condition.Descendants.Prepend(condition).Where(d => d.Kind == "binary_expression" && d.Child("operator")?.Text is "===" or "==");
        return asked.SelectMany(d => new[] { d.Child("left"), d.Child("right") }).OfType<SyntaxNode>().Select(ScriptLiteral.ValueOf)
            .FirstOrDefault(v => v is not null && tests.Tells(v));
    }

    private static SyntaxNode? Answer(SyntaxNode node)
    {
        var branch = node.Kind == "switch_case" ? node : node.Child("consequence");
        if (branch is not { } taken)
            return null;

        if (node.Kind == "ternary_expression")
            return taken;

        var answer = taken.Descendants.Prepend(taken).FirstOrDefault(d => d.Kind == "return_statement");
        return answer.Tree is null ? null : answer.NamedChildren.FirstOrDefault() is { Tree: not null } value ? value : null;
    }
}
