using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Grammar;

/// <summary>Groups of node kinds of Python's grammar.</summary>
internal static class Kinds
{
    public static readonly string[] SimpleStatements =
    [
        "expression_statement", "return_statement", "raise_statement", "pass_statement", "break_statement", "continue_statement",
        "assert_statement", "delete_statement",
    ];

    public static readonly string[] CompoundStatements =
        ["if_statement", "for_statement", "while_statement", "try_statement", "with_statement"];

    public static readonly string[] Statements = [.. SimpleStatements, .. CompoundStatements];

    /// <summary>Expressions that may stand for a value anywhere.</summary>
    public static readonly string[] Values =
    [
        "identifier", "attribute", "subscript", "call", "binary_operator", "unary_operator", "comparison_operator", "boolean_operator",
        "not_operator", "parenthesized_expression", "integer", "float", "string", "true", "false", "none", "list", "dictionary", "set",
        "tuple", "list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression", "conditional_expression",
    ];

    private static readonly HashSet<string> ValueSet = [.. Values];

    public static bool IsValue(SyntaxNode node) => ValueSet.Contains(node.Kind);

    public static readonly StatementForms Lines = new(IsStatement, tail => tail is [] or ['#', ..], ["string"])
    {
        Nothing = "pass", Leaving = ["return_statement", "raise_statement", "break_statement", "continue_statement"],
    };

    public static bool IsStatement(SyntaxNode node) => node.Parent?.Kind is "block" or "module";

    /// <summary>Whether a node is read for its value: not a target, a name being declared, a decorator, an import or an annotation.</summary>
    public static bool IsRead(SyntaxNode node)
    {
        if (node.Kind == "identifier" && Identifiers.RoleOf(node) != NameRole.Read)
            return false;

        return node.Parent is { } parent && parent.Kind switch
        {
            "assignment" or "augmented_assignment" or "for_statement" or "for_in_clause" => node.Field == "right",
            "pattern_list" or "tuple_pattern" or "list_pattern" or "as_pattern_target" or "delete_statement" or "decorator" or "type"
                or "dotted_name" or "concatenated_string" or "case_pattern" or "named_expression" or "global_statement" or "with_item"
                or "list_splat_pattern" or "dictionary_splat_pattern" or "format_specifier" or "type_parameter" or "keyword_pattern"
                => false,
            "expression_statement" => node.Kind is not ("string" or "concatenated_string"),
            "call" => node.Field != "function",
            "attribute" => node.Field == "object",
            "class_definition" => false,
            _ => true,
        };
    }

    /// <summary>A read value whose place takes any value: an argument, a right-hand side, a returned or compared value, an operand …</summary>
    public static bool IsFreeValue(SyntaxNode node) =>
        IsRead(node) && node.Parent?.Kind is "argument_list" or "assignment" or "augmented_assignment" or "return_statement"
            or "comparison_operator" or "binary_operator" or "keyword_argument" or "expression_list" or "for_statement" or "for_in_clause"
            or "list" or "tuple" or "set" or "pair" or "yield" or "conditional_expression" or "subscript" or "slice" or "list_comprehension"
            or "generator_expression" or "set_comprehension" or "parenthesized_expression" or "interpolation" or "default_parameter"
            or "lambda" or "boolean_operator" or "unary_operator" or "not_operator" or "if_statement" or "while_statement" or "elif_clause"
            or "if_clause" or "assert_statement" or "typed_default_parameter";

    /// <summary>A value whose truth decides: the condition of a statement, or what such a condition is put together from.</summary>
    public static bool IsCondition(SyntaxNode node) => node.Parent is { } parent && parent.Kind switch
    {
        "if_statement" or "elif_clause" or "while_statement" => node.Field == "condition",
        "if_clause" or "assert_statement" => parent.NamedChildren.First() == node,
        "boolean_operator" => true,
        "conditional_expression" => parent.NamedChildren.ElementAtOrDefault(1) == node,
        "not_operator" => true,
        _ => false,
    };

    /// <summary>Whether the text may stand as an operand of any operator as it is.</summary>
    public static bool IsAtom(SyntaxNode node) =>
        node.Kind is "identifier" or "attribute" or "subscript" or "call" or "integer" or "float" or "string" or "true" or "false" or "none"
            or "list" or "dictionary" or "set" or "tuple" or "parenthesized_expression" or "list_comprehension" or "generator_expression";

    /// <summary>The text, in parentheses where it would not bind tightly.</summary>
    public static string Tight(SyntaxNode node) => IsAtom(node) ? node.Text : $"({node.Text})";

    public static SyntaxNode? Enclosing(SyntaxNode node, params ReadOnlySpan<string> kinds)
    {
        foreach (var up in node.Ancestors)
        {
            if (kinds.Contains(up.Kind))
                return up;

            if (up.Kind is "function_definition" or "class_definition")
                return null;
        }

        return null;
    }

    public static bool IsInLoop(SyntaxNode node) => Enclosing(node, "for_statement", "while_statement") is not null;

    /// <summary>The statement around an expression, itself a child of a block or of the module.</summary>
    public static SyntaxNode? StatementOf(SyntaxNode node)
    {
        if (IsStatement(node))
            return node;

        foreach (var up in node.Ancestors)
        {
            if (IsStatement(up))
                return up;
        }

        return null;
    }
}
