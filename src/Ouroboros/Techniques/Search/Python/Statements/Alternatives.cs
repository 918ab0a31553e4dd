using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Statements;

/// <summary>A forgotten <c>else</c>, as Python writes it.</summary>
internal static class Alternatives
{
    public static IReadOnlyList<EditOperator> Rows { get; } = new Otherwise(
        Kinds.Lines, Else, Leaves.For, "raise_statement", ["None", "True", "False", "0", "1", "[]", "\"\"", "{}"], "", (own, body) => own.After(["else:", .. body.Select(l => own.Step + l)])).Rows;

    private static SyntaxNode? Else(SyntaxNode question) =>
        question.Children.LastOrDefault(c => c.Kind == "else_clause") is { Tree: not null } clause ? clause.Child("body") : null;
}
