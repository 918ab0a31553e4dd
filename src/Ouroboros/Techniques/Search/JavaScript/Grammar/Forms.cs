using Ouroboros.Techniques.Search.Braces;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Grammar;

/// <summary>Groups of node kinds of the grammars of JavaScript and TypeScript, and what a node does where it stands.</summary>
internal static class Forms
{
    public static readonly string[] SimpleStatements =
    [
        "expression_statement", "return_statement", "throw_statement", "break_statement", "continue_statement", "lexical_declaration",
        "variable_declaration",
    ];

    public static readonly string[] CompoundStatements =
        ["if_statement", "for_statement", "for_in_statement", "while_statement", "do_statement", "try_statement", "switch_statement"];

    public static readonly string[] Statements = [.. SimpleStatements, .. CompoundStatements];

    /// <summary>Expressions that may stand for a value anywhere.</summary>
    public static readonly string[] Values =
    [
        "identifier", "member_expression", "subscript_expression", "call_expression", "new_expression", "binary_expression", "unary_expression",
        "parenthesized_expression", "number", "string", "template_string", "true", "false", "null", "undefined", "array", "object",
        "ternary_expression", "await_expression", "this",
    ];

    private static readonly HashSet<string> ValueSet = [.. Values];

    public static bool IsValue(SyntaxNode node) => ValueSet.Contains(node.Kind);

    public static readonly StatementForms Lines = new(IsStatement, tail => tail is "" or ";" or ['/', '/', ..], ["template_string"])
    {
        Declaring = ["lexical_declaration", "variable_declaration"], Leaving = ["return_statement", "throw_statement", "break_statement", "continue_statement"],
    };

    public static readonly BraceForms Braces = new(
        Lines, "statement_block", CompoundStatements, ["else_clause", "catch_clause", "finally_clause"],
        compound => compound.Child("alternative")?.NamedChildren.LastOrDefault() ?? compound.Child("consequence") ?? compound.Child("body"));

    public static bool IsStatement(SyntaxNode node) =>
        node.Parent is { } p && (p.Kind is "statement_block" or "program" || (p.Kind is "switch_case" or "switch_default" && node.Field == "body"));

    public static bool IsComparison(SyntaxNode node) => node.Kind == "binary_expression" && SignOf(node) is "<" or "<=" or ">" or ">=" or "==" or "===" or "!=" or "!==";

    public static bool IsJunction(SyntaxNode node) => node.Kind == "binary_expression" && SignOf(node) is "&&" or "||";

    public static bool IsTruth(SyntaxNode node) =>
        IsComparison(node) || IsJunction(node) || node.Kind is "true" or "false" || (node.Kind == "unary_expression" && SignOf(node) == "!");

    public static string? SignOf(SyntaxNode node) => node.Child("operator")?.Text;

    /// <summary>Whether a node is read for its value: no target, no name being declared, no callee, no type.</summary>
    public static bool IsRead(SyntaxNode node) => node.Parent is { } parent && parent.Kind switch
    {
        "variable_declarator" or "assignment_expression" or "augmented_assignment_expression" or "assignment_pattern" or "object_assignment_pattern" => node.Field is "value" or "right",
        "for_in_statement" => node.Field == "right",
        "call_expression" => node.Field != "function",
        "new_expression" => node.Field != "constructor",
        "member_expression" or "subscript_expression" => node.Field is "object" or "index",
        "required_parameter" or "optional_parameter" or "public_field_definition" or "field_definition" => node.Field == "value",
        "pair" => node.Field == "value",
        "formal_parameters" or "array_pattern" or "object_pattern" or "rest_pattern" or "pair_pattern" or "update_expression" or "class_heritage" or "catch_clause"
            or "import_specifier" or "import_clause" or "namespace_import" or "export_specifier" or "type_annotation" or "function_declaration"
            or "generator_function_declaration" or "function_expression" or "class_declaration" or "class" or "enum_declaration" or "type_query"
            or "extends_clause" or "decorator" or "nested_identifier" or "import_statement" or "literal_type" => false,
        "arrow_function" => node.Field == "body",
        "expression_statement" => node.Kind is not "string",
        _ => true,
    };

    /// <summary>A read value whose place takes any value.</summary>
    public static bool IsFreeValue(SyntaxNode node) =>
        IsRead(node) && node.Parent?.Kind is not ("member_expression" or "expression_statement" or "await_expression" or "spread_element" or "export_statement");

    /// <summary>A value whose truth decides.</summary>
    public static bool IsCondition(SyntaxNode node) => node.Parent is { } parent && parent.Kind switch
    {
        "parenthesized_expression" => parent.Field == "condition" && parent.Parent?.Kind is "if_statement" or "while_statement" or "do_statement",
        "for_statement" or "ternary_expression" => node.Field == "condition",
        "binary_expression" => SignOf(parent) is "&&" or "||",
        "unary_expression" => SignOf(parent) == "!",
        _ => false,
    };

    /// <summary>Whether the text may stand as an operand of any operator as it is.</summary>
    public static bool IsAtom(SyntaxNode node) =>
        IsValue(node) && node.Kind is not ("binary_expression" or "unary_expression" or "ternary_expression" or "await_expression" or "object");

    public static string Tight(SyntaxNode node) => IsAtom(node) ? node.Text : $"({node.Text})";

    public static SyntaxNode? Enclosing(SyntaxNode node, params ReadOnlySpan<string> kinds)
    {
        foreach (var up in node.Ancestors)
        {
            if (kinds.Contains(up.Kind))
                return up;

            if (JavaScriptFunctions.Is(up) || up.Kind is "class_body")
                return null;
        }

        return null;
    }

    public static bool IsInLoop(SyntaxNode node) => Enclosing(node, "for_statement", "for_in_statement", "while_statement", "do_statement") is not null;

    /// <summary>The statement around an expression, itself one of a list.</summary>
    public static SyntaxNode? StatementOf(SyntaxNode node)
    {
        for (SyntaxNode? at = node; at is { } here; at = here.Parent)
        {
            if (IsStatement(here))
                return here;
        }

        return null;
    }

    public static List<SyntaxNode> Given(SyntaxNode list) => [.. list.NamedChildren.Where(c => c.Kind != "comment")];
}
