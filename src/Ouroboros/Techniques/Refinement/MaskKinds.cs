using System.Collections.Frozen;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Refinement;

/// <summary>Kinds of nodes that matter to masks, of all grammars together: where two of them share a name, they mean the same by it.</summary>
internal static class MaskKinds
{
    private static readonly FrozenSet<string> Functions = FrozenSet.Create(
        // Python
        "function_definition",
        // JavaScript and TypeScript
        "function_declaration", "function_expression", "generator_function_declaration", "generator_function", "arrow_function", "method_definition",
        // C# and Java
        "method_declaration", "constructor_declaration", "destructor_declaration", "operator_declaration", "conversion_operator_declaration",
        "accessor_declaration", "local_function_statement", "compact_constructor_declaration", "lambda_expression", "anonymous_method_expression",
        // Go
        "func_literal");

    private static readonly FrozenSet<string> Bodies =
        FrozenSet.Create("block", "statement_block", "statement_list", "constructor_body");

    private static readonly FrozenSet<string> Roots = FrozenSet.Create("module", "program", "global_statement");

    // They declare rather than do; what they do lies in bodies of their own.
    private static readonly FrozenSet<string> Declarations = FrozenSet.Create(
        "function_definition", "class_definition", "decorated_definition", "class_declaration", "function_declaration", "generator_function_declaration",
        "local_function_statement", "import_statement", "import_from_statement", "future_import_statement", "export_statement", "interface_declaration",
        "type_alias_declaration", "enum_declaration", "comment", "line_comment", "block_comment", "empty_statement");

    private static readonly FrozenSet<string> Expressions = FrozenSet.Create(
        // Python
        "attribute", "subscript", "call", "binary_operator", "unary_operator", "comparison_operator", "boolean_operator", "not_operator", "integer",
        "float", "string", "true", "false", "none", "list", "dictionary", "set", "tuple", "list_comprehension", "set_comprehension",
        "dictionary_comprehension", "generator_expression", "conditional_expression", "await", "concatenated_string",
        // Several
        "identifier", "parenthesized_expression", "binary_expression", "unary_expression", "call_expression", "await_expression",
        // JavaScript and TypeScript
        "member_expression", "subscript_expression", "new_expression", "number", "template_string", "null", "undefined", "array", "object",
        "ternary_expression", "this",
        // C#
        "member_access_expression", "invocation_expression", "element_access_expression", "object_creation_expression", "prefix_unary_expression",
        "postfix_unary_expression", "cast_expression", "is_pattern_expression", "switch_expression", "integer_literal", "real_literal", "string_literal",
        "boolean_literal", "null_literal", "character_literal", "interpolated_string_expression", "collection_expression",
        // Java
        "method_invocation", "field_access", "array_access", "decimal_integer_literal", "instanceof_expression", "update_expression",
        // Go
        "selector_expression", "index_expression", "slice_expression", "int_literal", "float_literal", "interpreted_string_literal", "composite_literal");

    // Their value stands in no field of theirs in every grammar.
    private static readonly FrozenSet<string> Valued = FrozenSet.Create(
        "return_statement", "assert_statement", "argument_list", "arguments", "argument", "parenthesized_expression", "expression_list", "if_clause",
        "expression_statement", "yield_statement", "throw_statement", "equals_value_clause", "arrow_expression_clause", "list", "tuple", "array",
        "bracketed_argument_list", "binary_operator", "comparison_operator", "boolean_operator", "binary_expression", "conditional_expression",
        "ternary_expression", "variable_declarator", "literal_element");

    private static readonly FrozenSet<string> ReadFields = FrozenSet.Create(
        "right", "value", "condition", "argument", "arguments", "operand", "consequence", "alternative", "index", "subscript", "initializer", "key", "body");

    public static bool IsFunction(SyntaxNode node) => node.IsNamed && Functions.Contains(node.Kind);

    public static bool IsBody(SyntaxNode node) => Bodies.Contains(node.Kind);

    public static bool IsStatement(SyntaxNode node) =>
        node.IsNamed && node.Parent is { } parent && (IsBody(parent) || Roots.Contains(parent.Kind)) && !IsBody(node) && !Declarations.Contains(node.Kind);

    /// <summary>What decides whether something is done, without the parentheses that some grammars count to it.</summary>
    public static bool IsCondition(SyntaxNode node)
    {
        if (!node.IsNamed || node.Parent is not { } parent)
            return false;

        if (parent.Kind == "parenthesized_expression" && parent.Field == "condition")
            return true;

        return node.Field == "condition" ? node.Kind != "parenthesized_expression"
            : parent.Kind == "if_clause" || (parent.Kind is "assert_statement" or "conditional_expression" && Expressions.Contains(node.Kind));
    }

    /// <summary>Whether it is read for its value: no target, no name being declared, no callee alone.</summary>
    public static bool IsExpression(SyntaxNode node) =>
        node.IsNamed && Expressions.Contains(node.Kind) && node.Parent is { } parent
        && (node.Field is { } field ? ReadFields.Contains(field) || (field == "left" && IsCompared(parent)) : Valued.Contains(parent.Kind));

    private static bool IsCompared(SyntaxNode parent) =>
        parent.Kind is "binary_operator" or "boolean_operator" or "comparison_operator" or "binary_expression";
}
