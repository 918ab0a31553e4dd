using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>The signs in C#: idle operations, constant conditions, copied answers, work that is no longer done.</summary>
internal static class CSharpObjections
{
    // Every second program holds these; to find them in a test says nothing.
    private static readonly HashSet<string> Common = ["0", "1", "-1", "2", "3", "10", "100", "0.5", "0m", "1m", "\"\"", "\" \""];

    private static readonly HashSet<string> Literals = ["integer_literal", "real_literal", "string_literal", "character_literal", "boolean_literal", "null_literal"];

    public static IEnumerable<AntiPattern> In(ChangedFile change, IReadOnlySet<string> testLiterals) =>
        [.. Idle(change), .. Lifted(change, testLiterals), .. Lost(change)];

    private static IEnumerable<AntiPattern> Idle(ChangedFile change)
    {
        var known = change.FormerNodes.Where(n => n.IsNamed).Select(n => (n.Kind, n.Text)).ToHashSet();
        foreach (var node in change.TouchedNodes.Where(n => n.IsNamed && n.Length < 400))
        {
            if (Objection(node) is { } found && !known.Contains((node.Kind, node.Text)))
                yield return found;
        }
    }

    private static AntiPattern? Objection(SyntaxNode node) => node.Kind switch
    {
        "binary_expression" when IsIdentity(node) => new("identity-operation", 6, $"computes `{node.Text}`, which changes nothing"),
        "binary_expression" when Forms.IsComparison(node) && node.Child("left")?.Text == node.Child("right")?.Text => new("same-operands", 6, $"compares `{node.Text}`, which is always the same"),
        "binary_expression" when Forms.IsComparison(node) && IsLiteral(node.Child("left")) && IsLiteral(node.Child("right")) => new("constant-condition", 5, $"compares constants in `{node.Text}`"),
        "binary_expression" when Forms.IsJunction(node) && node.Child("left")?.Text == node.Child("right")?.Text => new("same-operands", 6, $"asks `{node.Text}`"),
        "binary_expression" when Forms.IsJunction(node) && (node.Child("left")?.Kind == "boolean_literal" || node.Child("right")?.Kind == "boolean_literal") =>
            new("constant-condition", 4, $"decides by a constant in `{node.Text}`"),
        "assignment_expression" when Forms.SignOf(node) == "=" && node.Child("left")?.Text == node.Child("right")?.Text && node.Parent?.Kind != "initializer_expression" =>
            new("self-assignment", 6, $"sets `{node.Child("left")?.Text}` to itself"),
        "if_statement" or "while_statement" or "conditional_expression" when node.Child("condition") is { Kind: "boolean_literal" } asked =>
            node.Kind == "while_statement" && asked.Text == "true" ? new("endless-loop", 1.5, "loops without a condition") : new("constant-condition", 5, $"decides by the constant `{asked.Text}`"),
        "invocation_expression" when IsRepeated(node) => new("identity-operation", 3, $"calls `{node.Text}`, the same twice"),
        "invocation_expression" when node.Child("function")?.Text is "Math.Min" or "Math.Max" && node.Child("arguments") is { } list && Forms.Given(list) is [var one, var two] && one.Text == two.Text =>
            new("identity-operation", 6, $"computes `{node.Text}`, which changes nothing"),
        "prefix_unary_expression" when Forms.IsNegation(node) && Forms.OperandOf(node) is { } inner && Forms.IsNegation(inner) => new("identity-operation", 2, $"asks `{node.Text}`"),
        _ => null,
    };

    private static bool IsIdentity(SyntaxNode node)
    {
        var (left, right) = (node.Child("left")?.Text, node.Child("right")?.Text);
        return Forms.SignOf(node) switch
        {
            "*" => left is "1" or "0" or "1m" || right is "1" or "0" or "1m",
            "+" => left is "0" or "\"\"" || right is "0" or "\"\"",
            "-" or "%" or "/" => right == (Forms.SignOf(node) == "-" ? "0" : "1") || left == right,
            "|" or "&" or "^" or "??" => left == right,
            _ => false,
        };
    }

    private static bool IsRepeated(SyntaxNode node) =>
        node.Child("function") is { Kind: "member_access_expression" } callee && callee.Child("expression") is { Kind: "invocation_expression" } inner
        && inner.Child("function") is { Kind: "member_access_expression" } before && before.Child("name")?.Text == callee.Child("name")?.Text
        && inner.Child("arguments")?.Text == node.Child("arguments")?.Text && callee.Child("name")?.Text is not ("Append" or "AppendLine" or "Skip" or "Add");

    private static bool IsLiteral(SyntaxNode? node) => node is { } n && Literals.Contains(n.Kind);

    private static IEnumerable<AntiPattern> Lifted(ChangedFile change, IReadOnlySet<string> testLiterals)
    {
        var own = change.Before.Nodes.Where(IsWritten).Select(Whole).ToHashSet();
        var lifted = change.NewNodes.Where(IsWritten).Select(n => (Node: n, Text: Whole(n))).Where(l => testLiterals.Contains(l.Text) && !Common.Contains(l.Text)).DistinctBy(l => l.Text).ToList();
        foreach (var (node, text) in lifted)
        {
            if (node.Ancestors.Take(3).Any(a => Forms.IsComparison(a) || a.Kind is "constant_pattern" or "switch_expression_arm"))
                yield return new AntiPattern(LiftedLiterals.SpecialCase, 8, $"asks for {text}, which is the failing test's own input");
            else if (!own.Contains(text))
                yield return new AntiPattern("lifted-literal", 5, $"holds {text}, which stands in the failing test");
        }
    }

    private static bool IsWritten(SyntaxNode node) => node.Kind is "integer_literal" or "real_literal" or "string_literal" or "character_literal";

    private static string Whole(SyntaxNode literal) => literal.Parent is { Kind: "prefix_unary_expression" } signed ? signed.Text : literal.Text;

    private static IEnumerable<AntiPattern> Lost(ChangedFile change)
    {
        var (old, fresh) = (Statements(change.OldNodes), Statements(change.NewNodes));
        var gone = old.Where(s => !fresh.Contains(s)).ToList();
        if (gone.Count > fresh.Count)
            yield return new AntiPattern("deletes-statement", 3 + Math.Min(3, gone.Count - fresh.Count - 1), $"takes out `{FirstLine(gone[0])}`");

        var (lost, found) = (Names(change.OldNodes), Names(change.NewNodes));
        if (lost.Count > 0 && found.Count == 0 && gone.Count == 0 && change.NewNodes.All(n => n.Kind != "invocation_expression"))
            yield return change.NewNodes.Any(n => IsLiteral(n) || n.Kind == "collection_expression")
                ? new AntiPattern("constant-for-name", 1.5, $"puts a constant where `{string.Join("`, `", lost)}` was used")
                : new AntiPattern("drops-operand", 1, $"no longer looks at `{string.Join("`, `", lost)}`");

        foreach (var leave in change.NewNodes.Where(n => n.Kind is "return_statement" or "break_statement" or "continue_statement" or "throw_statement"))
        {
            if (leave.Parent is { Kind: "block" } block && block.NamedChildren.FirstOrDefault(c => c.Start > leave.End && c.Kind is not ("comment" or "local_function_statement")) is { Tree: not null } rest)
                yield return new AntiPattern("unreachable", 5, $"leaves by `{leave.Text}` before `{FirstLine(rest.Text)}`, which is never reached");
        }

        foreach (var guard in change.NewNodes.Where(n => n.Kind == "if_statement" && n.Child("consequence")?.Kind == "return_statement"))
            yield return new AntiPattern("early-return", 0.7, $"returns early when `{guard.Child("condition")?.Text}`");

        foreach (var _ in change.NewNodes.Where(n => n.Kind == "catch_clause"))
            yield return new AntiPattern("swallows-exception", 5, "catches everything and goes on");
    }

    private static List<string> Statements(IEnumerable<SyntaxNode> nodes) =>
        [.. nodes.Where(n => Forms.Statements.Contains(n.Kind) && Forms.IsStatement(n)).Select(n => n.Text)];

    private static List<string> Names(IEnumerable<SyntaxNode> nodes) => [.. nodes.Where(n => n.Kind == "identifier").Select(n => n.Text).Distinct().Take(3)];

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd('\r');
}
