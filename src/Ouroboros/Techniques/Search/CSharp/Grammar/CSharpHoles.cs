using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;

namespace Ouroboros.Techniques.Search.CSharp.Grammar;

/// <summary>Which expressions of C# may be others.</summary>
internal static class CSharpHoles
{
    private static readonly HashSet<string> Fit =
    [
        "identifier", "member_access_expression", "element_access_expression", "invocation_expression", "binary_expression", "prefix_unary_expression",
        "integer_literal", "real_literal", "string_literal", "character_literal", "boolean_literal", "null_literal", "conditional_expression",
        "is_pattern_expression", "conditional_access_expression", "cast_expression", "switch_expression",
    ];

    private static readonly HashSet<string> Guarded =
        ["expression_statement", "return_statement", "if_statement", "for_statement", "foreach_statement", "while_statement", "local_declaration_statement", "throw_statement"];

    // A constant must stand there.
    private static readonly HashSet<string> Fixed = ["parameter", "constant_pattern", "relational_pattern", "case_switch_label", "enum_member_declaration", "interpolation"];

    // Between brackets, or alone on a side of a statement, nothing binds.
    private static readonly HashSet<string> Free =
    [
        "argument", "argument_list", "bracketed_argument_list", "return_statement", "yield_statement", "throw_statement", "if_statement", "while_statement", "do_statement",
        "for_statement", "foreach_statement", "switch_statement", "parenthesized_expression", "variable_declarator", "equals_value_clause", "assignment_expression",
        "arrow_expression_clause", "initializer_expression", "collection_element", "expression_element", "collection_expression", "lambda_expression", "switch_expression_arm", "when_clause",
    ];

    public static HoleKind Of(SyntaxNode node)
    {
        if (Guarded.Contains(node.Kind) && Forms.IsStatement(node))
            return IsInFunction(node) ? HoleKind.Guard : HoleKind.None;

        if (!Fit.Contains(node.Kind) || node.StartLine != node.EndLine || node.HasError || !Forms.IsFreeValue(node) || node.Ancestors.Any(a => Fixed.Contains(a.Kind)) || IsConstant(node))
            return HoleKind.None;

        return Forms.IsCondition(node) && !(node.Kind == "boolean_literal" && node.Parent?.Kind != "binary_expression") ? HoleKind.Condition : HoleKind.Value;
    }

    public static bool IsOperand(SyntaxNode node) => node.Parent is { } parent && !Free.Contains(parent.Kind);

    private static bool IsInFunction(SyntaxNode node) => node.Ancestors.Any(Forms.IsFunction);

    private static bool IsConstant(SyntaxNode node) =>
        node.Ancestors.Any(a => a.Kind is "field_declaration" or "local_declaration_statement" && a.Children.Any(c => c.Kind == "modifier" && c.Text == "const"));
}
