using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>Finds answers that C# gives to single inputs of the tests: <c>if (x == 17) return 42</c>, <c>17 => 42</c>.</summary>
internal static class CSharpSpecialCase
{
    public static IReadOnlyList<Finding> In(SyntaxTree? tree, TestVocabulary tests)
    {
        if (tree is null)
            return [];

        var found = new List<Finding>();
        foreach (var node in tree.Nodes.Where(n => n.IsNamed && n.Kind is "if_statement" or "conditional_expression" or "switch_section" or "switch_expression_arm"))
        {
            if (AskedFor(node, tests) is { } value && Answer(node) is { } answer && CSharpLiteral.ValueOf(answer) is { } given && (tests.Tells(given) || PythonLiteral.IsCommon(given)))
                found.Add(new Finding("special-case", $"{value}:{given}", node.StartLine, $"answers the tests' own input {value} with the constant {answer.Text}"));
        }

        return found;
    }

    private static string? AskedFor(SyntaxNode node, TestVocabulary tests)
    {
        var asked = node.Kind is "switch_section" or "switch_expression_arm"
            ? node.NamedChildren.Where(c => c.Kind is "constant_pattern" or "or_pattern").SelectMany(Constants)
            : node.Child("condition") is { } condition
                ? condition.Descendants.Prepend(condition).Where(d => d.Kind == "binary_expression" && d.Children.Any(c => c.Kind == "==")).SelectMany(d => new[] { d.Child("left"), d.Child("right") }).OfType<SyntaxNode>()
                    .Concat(condition.Descendants.Prepend(condition).Where(d => d.Kind is "constant_pattern").SelectMany(Constants))
                : [];
        return asked.Select(CSharpLiteral.ValueOf).FirstOrDefault(v => v is not null && tests.Tells(v));
    }

    private static IEnumerable<SyntaxNode> Constants(SyntaxNode pattern) => pattern.Descendants.Where(d => d.IsNamed);

    private static SyntaxNode? Answer(SyntaxNode node)
    {
        if (node.Kind == "switch_expression_arm")
            return node.NamedChildren.LastOrDefault() is { Tree: not null } value ? value : null;

        if (node.Kind == "conditional_expression")
            return node.Child("consequence");

        var branch = node.Kind == "switch_section" ? node : node.Child("consequence");
        var answer = branch?.Descendants.Prepend(branch.Value).FirstOrDefault(d => d.Kind == "return_statement") ?? default;
        return answer.Tree is null ? null : answer.NamedChildren.FirstOrDefault() is { Tree: not null } given ? given : null;
    }
}
