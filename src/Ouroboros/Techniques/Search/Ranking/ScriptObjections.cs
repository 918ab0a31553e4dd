using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>The signs in JavaScript and TypeScript: idle operations, constant conditions, copied answers, work that is no longer done.</summary>
internal static class ScriptObjections
{
    // Every second program holds these; to find them in a test says nothing.
    private static readonly HashSet<string> Common = ["0", "1", "-1", "2", "3", "10", "100", "0.5", "''", "\"\"", "' '", "\" \"", "null", "undefined", "true", "false"];

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
        "binary_expression" when Forms.IsJunction(node) && (IsConstant(node.Child("left")) || IsConstant(node.Child("right")) && Forms.SignOf(node) == "&&") =>
            new("constant-condition", 4, $"decides by a constant in `{node.Text}`"),
        "assignment_expression" when node.Child("left")?.Text == node.Child("right")?.Text => new("self-assignment", 6, $"sets `{node.Child("left")?.Text}` to itself"),
        "if_statement" or "while_statement" or "ternary_expression" when Condition(node) is { } asked && IsLiteral(asked) =>
            node.Kind == "while_statement" && asked.Kind == "true" ? new("endless-loop", 1.5, "loops without a condition") : new("constant-condition", 5, $"decides by the constant `{asked.Text}`"),
        "expression_statement" when IsWithoutEffect(node) => new("no-effect", 6, $"leaves `{node.Text}` standing, which does nothing"),
        "call_expression" when IsRepeated(node) => new("identity-operation", 3, $"calls `{node.Text}`, the same twice"),
        "unary_expression" when Forms.SignOf(node) == "!" && node.Child("argument") is { Kind: "unary_expression" } inner && Forms.SignOf(inner) == "!" =>
            new("identity-operation", 2, $"asks `{node.Text}`"),
        _ => null,
    };

    private static SyntaxNode? Condition(SyntaxNode node) =>
        node.Child("condition") is { Kind: "parenthesized_expression" } wrapped ? wrapped.NamedChildren.FirstOrDefault() : node.Child("condition");

    private static bool IsIdentity(SyntaxNode node)
    {
        var (left, right) = (node.Child("left")?.Text, node.Child("right")?.Text);
        return Forms.SignOf(node) switch
        {
            "*" => left is "1" or "0" || right is "1" or "0",
            "+" => left is "0" or "''" || right is "0" or "''",
            "-" or "%" or "/" => right == (Forms.SignOf(node) == "-" ? "0" : "1") || left == right,
            "**" => right is "1" or "0",
            "|" or "&" or "^" or "??" => left == right,
            _ => false,
        };
    }

    private static bool IsConstant(SyntaxNode? node) => node?.Kind is "true" or "false" or "null" or "undefined";

    private static bool IsLiteral(SyntaxNode? node) => IsConstant(node) || node?.Kind is "number" or "string";

    private static bool IsWithoutEffect(SyntaxNode statement) =>
        statement.NamedChildren.FirstOrDefault() is { Tree: not null, Kind: "identifier" or "binary_expression" or "member_expression" or "subscript_expression" or "number"
            or "unary_expression" or "array" or "this" } value && !(value.Kind == "unary_expression" && Forms.SignOf(value) is "delete" or "void") && !(value.Kind == "binary_expression" && Forms.IsJunction(value));

    private static bool IsRepeated(SyntaxNode call) =>
        call.Child("function") is { } callee && callee.Text is "Number" or "String" or "Boolean" or "Math.floor" or "Math.round" or "Math.ceil" or "Math.abs" or "Math.trunc"
        && call.Child("arguments")?.NamedChildren.FirstOrDefault() is { Tree: not null, Kind: "call_expression" } inner && inner.Child("function")?.Text == callee.Text;

    private static IEnumerable<AntiPattern> Lifted(ChangedFile change, IReadOnlySet<string> testLiterals)
    {
        if (testLiterals.Count == 0)
            yield break;

        var own = change.Before.Nodes.Where(n => n.Kind is "number" or "string").Select(Whole).ToHashSet();
        var lifted = change.NewNodes.Where(n => n.Kind is "number" or "string").Select(n => (Node: n, Text: Whole(n)))
            .Where(l => testLiterals.Contains(l.Text) && !Common.Contains(l.Text)).DistinctBy(l => l.Text).ToList();
        foreach (var (node, text) in lifted)
        {
            if (node.Ancestors.Take(3).Any(a => Forms.IsComparison(a) || a.Kind == "switch_case"))
                yield return new AntiPattern(LiftedLiterals.SpecialCase, 8, $"asks for {text}, which is the failing test's own input");
            else if (!own.Contains(text))
                yield return new AntiPattern("lifted-literal", 5, $"holds {text}, which stands in the failing test");
        }
    }

    private static string Whole(SyntaxNode literal) => literal.Parent is { Kind: "unary_expression" } signed ? signed.Text : literal.Text;

    private static IEnumerable<AntiPattern> Lost(ChangedFile change)
    {
        var (old, fresh) = (Statements(change.OldNodes), Statements(change.NewNodes));
        var gone = old.Where(s => !fresh.Contains(s)).ToList();
        if (gone.Count > fresh.Count)
            yield return new AntiPattern("deletes-statement", 3 + Math.Min(3, gone.Count - fresh.Count - 1), $"takes out `{FirstLine(gone[0])}`");

        var (lost, found) = (Names(change.OldNodes), Names(change.NewNodes));
        if (lost.Count > 0 && found.Count == 0 && gone.Count == 0 && change.NewNodes.All(n => n.Kind != "call_expression"))
            yield return change.NewNodes.Any(IsLiteralNode)
                ? new AntiPattern("constant-for-name", 1.5, $"puts a constant where `{string.Join("`, `", lost)}` was used")
                : new AntiPattern("drops-operand", 1, $"no longer looks at `{string.Join("`, `", lost)}`");

        foreach (var leave in change.NewNodes.Where(n => n.Kind is "return_statement" or "break_statement" or "continue_statement" or "throw_statement"))
        {
            if (leave.Parent is not { Kind: "statement_block" } block)
                continue;

            if (block.NamedChildren.FirstOrDefault(c => c.Start > leave.End && c.Kind is not ("comment" or "function_declaration")) is { Tree: not null } rest)
                yield return new AntiPattern("unreachable", 5, $"leaves by `{leave.Text}` before `{FirstLine(rest.Text)}`, which is never reached");
        }

        foreach (var guard in change.NewNodes.Where(n => n.Kind == "if_statement" && n.Child("consequence")?.Kind == "return_statement"))
            yield return new AntiPattern("early-return", 0.7, $"returns early when `{guard.Child("condition")?.Text}`");

        foreach (var handler in change.NewNodes.Where(n => n.Kind == "catch_clause"))
            yield return new AntiPattern("swallows-exception", 5, "catches everything and goes on");
    }

    private static bool IsLiteralNode(SyntaxNode node) => IsLiteral(node) || node.Kind == "array";

    private static List<string> Statements(IEnumerable<SyntaxNode> nodes) =>
        [.. nodes.Where(n => Forms.Statements.Contains(n.Kind) && Forms.IsStatement(n)).Select(n => n.Text)];

    private static List<string> Names(IEnumerable<SyntaxNode> nodes) => [.. nodes.Where(n => n.Kind is "identifier" or "this").Select(n => n.Text).Distinct().Take(3)];

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd('\r');
}
