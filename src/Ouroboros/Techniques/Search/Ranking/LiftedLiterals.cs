using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>Answers copied from the tests, and questions that only the tests' own inputs pass.</summary>
internal static class LiftedLiterals
{
    public const string SpecialCase = "special-case";

    // Every second program holds these; to find them in a test says nothing.
    private static readonly HashSet<string> Common =
        ["0", "1", "-1", "2", "3", "10", "100", "0.0", "1.0", "0.5", "''", "\"\"", "' '", "\" \"", "None", "True", "False"];

    public static IEnumerable<AntiPattern> In(ChangedFile change, IReadOnlySet<string> testLiterals)
    {
        if (testLiterals.Count == 0)
            yield break;

        var own = change.Before.Nodes.Where(IsLiteral).Select(Whole).ToHashSet();
        var lifted = change.NewNodes.Where(IsLiteral).Select(n => (Node: n, Text: Whole(n)))
            .Where(l => testLiterals.Contains(l.Text) && !Common.Contains(l.Text)).ToList();
        foreach (var (node, text) in lifted.DistinctBy(l => l.Text))
        {
            if (IsAsked(node))
                yield return new AntiPattern(SpecialCase, 8, $"asks for {text}, which is the failing test's own input");
            else if (!own.Contains(text))
                yield return new AntiPattern("lifted-literal", 5, $"holds {text}, which stands in the failing test");
        }

        // A common constant, too, can single out an input when the answer is a constant as well.
        foreach (var node in change.NewNodes.Where(n => n.Kind == "if_statement").Where(n => AnswersConstant(n, testLiterals)))
            yield return new AntiPattern(SpecialCase, 5, $"answers one input with a constant: `{FirstLine(node)}`");
    }

    private static bool AnswersConstant(SyntaxNode node, IReadOnlySet<string> testLiterals) =>
        node.Child("condition") is { Kind: "comparison_operator" } asked && asked.Children.Any(c => c.Kind == "==")
        && asked.NamedChildren.Any(c => IsLiteral(c) && testLiterals.Contains(Whole(c)) && !Common.Contains(Whole(c)))
        && node.Child("consequence")?.Descendants.FirstOrDefault(d => d.Kind == "return_statement") is { Tree: not null } answer
        && answer.NamedChildren.FirstOrDefault() is { Tree: not null } value && IsLiteral(value);

    private static bool IsAsked(SyntaxNode literal) =>
        literal.Ancestors.Take(3).Any(a => a.Kind == "comparison_operator");

    private static bool IsLiteral(SyntaxNode node) => node.Kind is "integer" or "float" or "string";

    private static string Whole(SyntaxNode literal) => literal.Parent is { Kind: "unary_operator" } signed ? signed.Text : literal.Text;

    private static string FirstLine(SyntaxNode node) => node.Text.Split('\n')[0].TrimEnd('\r');
}
