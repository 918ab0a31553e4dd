using Ouroboros.Techniques.Search.Braces;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Grammar;

/// <summary>Groups of node kinds of C#'s grammar, and what a node does where it stands.</summary>
internal static class Forms
{
    public static readonly string[] SimpleStatements =
    [
        "expression_statement", "return_statement", "throw_statement", "break_statement", "continue_statement", "local_declaration_statement", "yield_statement",
    ];

    public static readonly string[] CompoundStatements =
        ["if_statement", "for_statement", "foreach_statement", "while_statement", "do_statement", "try_statement", "switch_statement", "using_statement", "lock_statement"];

    public static readonly string[] Statements = [.. SimpleStatements, .. CompoundStatements];

    /// <summary>Expressions that may stand for a value anywhere.</summary>
    public static readonly string[] Values =
    [
        "identifier", "member_access_expression", "element_access_expression", "invocation_expression", "object_creation_expression",
        "implicit_object_creation_expression", "binary_expression", "prefix_unary_expression", "parenthesized_expression", "integer_literal", "real_literal",
        "string_literal", "verbatim_string_literal", "interpolated_string_expression", "character_literal", "boolean_literal", "null_literal",
        "conditional_expression", "await_expression", "is_pattern_expression", "conditional_access_expression", "cast_expression", "collection_expression",
        "postfix_unary_expression", "switch_expression", "default_expression", "tuple_expression",
    ];

    private static readonly HashSet<string> ValueSet = [.. Values];

    private static readonly HashSet<string> Functions =
    [
        "method_declaration", "constructor_declaration", "local_function_statement", "operator_declaration", "conversion_operator_declaration",
        "property_declaration", "indexer_declaration",
    ];

    private static readonly HashSet<string> Types = ["class_declaration", "struct_declaration", "record_declaration", "interface_declaration", "record_struct_declaration"];

    public static bool IsValue(SyntaxNode node) => ValueSet.Contains(node.Kind);

    public static bool IsFunction(SyntaxNode node) => Functions.Contains(node.Kind) && BodyOf(node) is not null;

    public static bool IsType(SyntaxNode node) => Types.Contains(node.Kind);

    /// <summary>What a member does: its block, its arrow, or its accessors.</summary>
    public static SyntaxNode? BodyOf(SyntaxNode function)
    {
        if (function.Child("body") is { } body)
            return body;

        if (function.Child("value") is { Kind: "arrow_expression_clause" } arrow)
            return arrow;

        return function.Child("accessors") is { } accessors && accessors.NamedChildren.Any(a => a.NamedChildren.Any(c => c.Kind is "block" or "arrow_expression_clause")) ? accessors : null;
    }

    public static readonly StatementForms Lines = new(IsStatement, tail => tail is "" or ";" or ['/', '/', ..], ["verbatim_string_literal", "raw_string_literal"])
    {
        Declaring = ["local_declaration_statement", "local_function_statement"], Leaving = ["return_statement", "throw_statement", "break_statement", "continue_statement"],
    };

    public static readonly BraceForms Braces = new(Lines, "block", CompoundStatements, ["catch_clause", "finally_clause"], LastBlock);

    public static bool IsStatement(SyntaxNode node) =>
        node.Parent is { Kind: "block" or "switch_section" } && (Statements.Contains(node.Kind) || node.Kind is "local_function_statement" or "checked_statement");

    public static string? SignOf(SyntaxNode node) => OperatorOf(node)?.Text;

    public static SyntaxNode? OperatorOf(SyntaxNode node)
    {
        if (node.Child("operator") is { } named)
            return named;

        foreach (var child in node.Children)
        {
            if (!child.IsNamed && child.Kind is not ("(" or ")"))
                return child;
        }

        return null;
    }

    public static bool IsComparison(SyntaxNode node) => node.Kind == "binary_expression" && SignOf(node) is "<" or "<=" or ">" or ">=" or "==" or "!=";

    public static bool IsJunction(SyntaxNode node) => node.Kind == "binary_expression" && SignOf(node) is "&&" or "||";

    public static bool IsNegation(SyntaxNode node) => node.Kind == "prefix_unary_expression" && SignOf(node) == "!";

    public static bool IsTruth(SyntaxNode node) =>
        IsComparison(node) || IsJunction(node) || IsNegation(node) || node.Kind is "boolean_literal" or "is_pattern_expression" or "is_expression";

    public static SyntaxNode? OperandOf(SyntaxNode unary)
    {
        foreach (var child in unary.NamedChildren)
            return child;

        return null;
    }

    /// <summary>Whether a node is read for its value: no target, no name being declared, no callee, no type.</summary>
    public static bool IsRead(SyntaxNode node)
    {
        if (node.Parent is not { } parent || !IsValue(node) || node.Ancestors.Any(a => a.Kind is "attribute_list" or "using_directive"))
            return false;

        return parent.Kind switch
        {
            "variable_declarator" or "parameter" or "enum_member_declaration" => node.Field != "name" && node.Field != "type",
            "assignment_expression" => node.Field == "right",
            "property_declaration" => node.Field == "value",
            "foreach_statement" => node.Field == "right",
            "invocation_expression" => false,
            "object_creation_expression" or "cast_expression" or "is_pattern_expression" => node.Field is "value" or "expression",
            "member_access_expression" or "conditional_access_expression" => node.Field is "expression" or "condition",
            "member_binding_expression" or "generic_name" or "qualified_name" or "type_argument_list" or "nullable_type" or "array_type" or "base_list"
                or "declaration_pattern" or "recursive_pattern" or "subpattern" or "declaration_expression" or "catch_declaration" or "type_parameter" or "name_colon"
                or "implicit_parameter" or "type_of_expression" or "type_parameter_constraints_clause" or "type_parameter_constraint" or "tuple_element" or "var_pattern" or "goto_statement"
                or "explicit_interface_specifier" or "labeled_statement" or "local_function_statement" or "method_declaration" or "class_declaration" or "record_declaration"
                or "struct_declaration" or "namespace_declaration" or "file_scoped_namespace_declaration" or "nameof_expression" => false,
            "argument" => node.Field != "name" && CalleeOf(parent.Parent?.Parent) != "nameof",
            "lambda_expression" => node.Field == "body",
            "expression_statement" => false,
            _ => node.Field is not ("name" or "type" or "returns"),
        };
    }

    private static string? CalleeOf(SyntaxNode? call) => call is { Kind: "invocation_expression" } c ? c.Child("function")?.Text : null;

    /// <summary>A read value whose place takes any value.</summary>
    public static bool IsFreeValue(SyntaxNode node) =>
        IsRead(node) && node.Parent?.Kind is not ("member_access_expression" or "conditional_access_expression" or "await_expression" or "spread_element" or "interpolation");

    /// <summary>A value whose truth decides.</summary>
    public static bool IsCondition(SyntaxNode node) => node.Parent is { } parent && IsValue(node) && parent.Kind switch
    {
        "if_statement" or "while_statement" or "do_statement" or "for_statement" or "conditional_expression" => node.Field == "condition",
        "binary_expression" => SignOf(parent) is "&&" or "||",
        "prefix_unary_expression" => SignOf(parent) == "!",
        "when_clause" or "catch_filter_clause" => true,
        "parenthesized_expression" => IsCondition(parent),
        _ => false,
    };

    /// <summary>Whether the text may stand as an operand of any operator as it is.</summary>
    public static bool IsAtom(SyntaxNode node) =>
        IsValue(node) && node.Kind is not ("binary_expression" or "prefix_unary_expression" or "conditional_expression" or "await_expression" or "is_pattern_expression"
            or "cast_expression" or "switch_expression" or "assignment_expression" or "lambda_expression");

    public static string Tight(SyntaxNode node) => IsAtom(node) ? node.Text : $"({node.Text})";

    public static SyntaxNode? Enclosing(SyntaxNode node, params ReadOnlySpan<string> kinds)
    {
        foreach (var up in node.Ancestors)
        {
            if (kinds.Contains(up.Kind))
                return up;

            if (IsFunction(up) || up.Kind is "lambda_expression" or "declaration_list")
                return null;
        }

        return null;
    }

    public static bool IsInLoop(SyntaxNode node) => Enclosing(node, "for_statement", "foreach_statement", "while_statement", "do_statement") is not null;

    /// <summary>The type around a node, or null.</summary>
    public static SyntaxNode? TypeAround(SyntaxNode node)
    {
        foreach (var up in node.Ancestors)
        {
            if (IsType(up))
                return up;
        }

        return null;
    }

    /// <summary>The expressions that a list of arguments holds.</summary>
    public static List<SyntaxNode> Given(SyntaxNode list) => [.. list.NamedChildren.Where(c => c.Kind == "argument")];

    /// <summary>What a declarator or parameter starts with: the value behind its sign.</summary>
    public static SyntaxNode? InitialOf(SyntaxNode declarator)
    {
        SyntaxNode? last = null;
        var seen = false;
        foreach (var child in declarator.Children)
        {
            if (child.Kind == "=")
                seen = true;
            else if (seen && child.IsNamed)
                last = child;
        }

        return last;
    }

    private static SyntaxNode? LastBlock(SyntaxNode compound)
    {
        var last = compound.Child("alternative") ?? compound.Child("consequence") ?? compound.Child("body");
        while (last is { Kind: "if_statement" } chained)
            last = chained.Child("alternative") ?? chained.Child("consequence");

        return last;
    }
}
