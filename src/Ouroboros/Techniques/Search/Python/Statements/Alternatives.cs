using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Statements;

/// <summary>A forgotten <c>else</c>, as Python writes it.</summary>
internal static class Alternatives
{
    private const int LongestRaise = 120;

    public static IReadOnlyList<EditOperator> Rows { get; } = new Otherwise(
        Kinds.Lines, Else, Leaves.For, Raised, ["None", "True", "False", "0", "1", "[]", "\"\"", "{}"], "", (own, body) => own.After(["else:", .. body.Select(l => own.Step + l)])).Rows;

    /// <summary>What is raised near by.</summary>
    private static IEnumerable<string> Raised(EditSite site, FunctionFacts function) => site.Unit.Tree.Nodes
        .Where(n => n.Kind == "raise_statement" && n.StartLine == n.EndLine && n.Length < LongestRaise).OrderBy(n => Math.Abs(n.StartLine - site.Node.StartLine)).Select(n => n.Text).Distinct();

    private static SyntaxNode? Else(SyntaxNode question) =>
        question.Children.LastOrDefault(c => c.Kind == "else_clause") is { Tree: not null } clause ? clause.Child("body") : null;
}
