using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;

namespace Ouroboros.Techniques.Search.Python.Grammar;

/// <summary>Which expressions of Python may be others.</summary>
internal static class PythonHoles
{
    private static readonly HashSet<string> Fit =
    [
        "identifier", "attribute", "subscript", "call", "binary_operator", "unary_operator", "comparison_operator", "boolean_operator", "not_operator",
        "integer", "float", "true", "false", "list", "list_comprehension", "conditional_expression",
    ];

    // Between brackets, or alone on a side of a statement, nothing binds.
    private static readonly HashSet<string> Free =
    [
        "argument_list", "keyword_argument", "assignment", "augmented_assignment", "return_statement", "if_statement", "elif_clause", "while_statement",
        "if_clause", "parenthesized_expression", "list", "tuple", "set", "expression_list", "subscript", "for_statement", "yield",
    ];

    public static HoleKind Of(SyntaxNode node)
    {
        if (Kinds.IsStatement(node) && node.Parent?.Kind == "block" && node.Kind is "expression_statement" or "return_statement" or "if_statement" or "for_statement" or "while_statement")
            return node.Ancestors.Any(a => a.Kind == "function_definition") ? HoleKind.Guard : HoleKind.None;

        if (!Fit.Contains(node.Kind) || node.StartLine != node.EndLine || node.HasError || !Kinds.IsFreeValue(node)
            || node.Ancestors.Any(a => a.Kind is "interpolation" or "default_parameter" or "typed_default_parameter" or "decorator"))
            return HoleKind.None;

        return Kinds.IsCondition(node) ? HoleKind.Condition : HoleKind.Value;
    }

    public static bool IsOperand(SyntaxNode node) =>
        node.Parent is { } parent && !(Free.Contains(parent.Kind) && !(parent.Kind == "subscript" && node.Field == "value"));
}
