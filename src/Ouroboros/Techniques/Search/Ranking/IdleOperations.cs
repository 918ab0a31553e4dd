using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>New code that does nothing: <c>1 * x</c>, <c>x = x</c>, conditions that are always the same.</summary>
internal static class IdleOperations
{
    public static IEnumerable<AntiPattern> In(ChangedFile change)
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
        "binary_operator" when IsIdentity(node) => new("identity-operation", 6, $"computes `{node.Text}`, which changes nothing"),
        "assignment" when node.Child("left")?.Text is { } left && node.Child("right")?.Text == left =>
            new("self-assignment", 6, $"sets `{left}` to itself"),
        "boolean_operator" when node.Child("left")?.Text == node.Child("right")?.Text => new("same-operands", 6, $"asks `{node.Text}`"),
        "boolean_operator" when IsConstant(node.Child("left")) || IsConstant(node.Child("right")) =>
            new("constant-condition", 4, $"decides by a constant in `{node.Text}`"),
        "comparison_operator" when ComparesItself(node) => new("same-operands", 6, $"compares `{node.Text}`, which is always the same"),
        "comparison_operator" when node.NamedChildren.Where(c => c.Field != "operators").All(IsLiteral) =>
            new("constant-condition", 5, $"compares constants in `{node.Text}`"),
        "if_statement" or "elif_clause" when IsConstant(node.Child("condition")) || node.Child("condition") is { } c && IsLiteral(c) =>
            new("constant-condition", 5, $"decides by the constant `{node.Child("condition")!.Value.Text}`"),
        "while_statement" when node.Child("condition")?.Kind == "true" => new("endless-loop", 1.5, "loops without a condition"),
        "while_statement" when IsConstant(node.Child("condition")) => new("constant-condition", 5, "never loops"),
        "expression_statement" when IsWithoutEffect(node) => new("no-effect", 6, $"leaves `{node.Text}` standing, which does nothing"),
        "unary_operator" when node.Child("argument")?.Kind == "unary_operator" => new("identity-operation", 3, $"computes `{node.Text}`"),
        "call" when IsRepeated(node) => new("identity-operation", 3, $"calls `{node.Text}`, the same twice"),
        "slice" when node.Text is "0:" or "::1" => new("identity-operation", 2, "slices the whole"),
        _ => null,
    };

    private static bool IsIdentity(SyntaxNode node)
    {
        var (left, right) = (node.Child("left")?.Text, node.Child("right")?.Text);
        return node.Child("operator")?.Kind switch
        {
            "*" => left == "1" || right == "1" || left == "0" || right == "0",
            "+" => left is "0" or "\"\"" or "''" || right is "0" or "\"\"" or "''",
            "-" => right == "0" || left == right,
            "/" or "//" => right == "1" || left == right,
            "**" => right is "1" or "0",
            "%" => right == "1" || left == right,
            "|" or "&" or "^" => left == right || right == "0",
            "<<" or ">>" => right == "0",
            _ => false,
        };
    }

    private static bool ComparesItself(SyntaxNode node)
    {
        var parts = node.NamedChildren.Where(c => c.Field != "operators").ToList();
        return parts.Count == 2 && parts[0].Text == parts[1].Text;
    }

    private static bool IsConstant(SyntaxNode? node) => node?.Kind is "true" or "false" or "none";

    private static bool IsLiteral(SyntaxNode node) => node.Kind is "integer" or "float" or "string" or "true" or "false" or "none";

    private static bool IsWithoutEffect(SyntaxNode statement) =>
        statement.NamedChildren.FirstOrDefault() is { Tree: not null, Kind: "identifier" or "comparison_operator" or "binary_operator" or "attribute" or "subscript"
            or "integer" or "boolean_operator" or "not_operator" or "unary_operator" or "list" or "parenthesized_expression" };

    private static bool IsRepeated(SyntaxNode call) =>
        call.Child("function") is { Kind: "identifier", Text: "abs" or "int" or "str" or "list" or "sorted" or "set" or "float" or "bool" or "tuple" } callee
        && call.Child("arguments")?.NamedChildren.FirstOrDefault() is { Tree: not null, Kind: "call" } inner && inner.Child("function")?.Text == callee.Text;
}
