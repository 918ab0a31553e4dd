namespace Ouroboros.Techniques.Syntax;

/// <summary>Where JavaScript and TypeScript read an expression for its value alone: it may be another one there, or be handed through a function.</summary>
public static class JavaScriptPlaces
{
    // What these are asked of is no value, or no longer one when it has been handed on.
    private static readonly HashSet<string> AskedOfNames = ["typeof", "delete"];

    private static readonly HashSet<string> Elsewhere = ["decorator", "enum_declaration", "ambient_declaration", "import_statement"];

    /// <summary>Whether nothing but the value of an expression matters to what stands around it.</summary>
    public static bool IsForValue(SyntaxNode node)
    {
        if (node.Parent is not { } parent || node.HasError || !IsTaken(node, parent))
            return false;

        return !node.Ancestors.Any(a => Elsewhere.Contains(a.Kind));
    }

    private static bool IsTaken(SyntaxNode node, SyntaxNode parent) => parent.Kind switch
    {
        "variable_declarator" or "required_parameter" or "optional_parameter" or "public_field_definition" or "field_definition" or "pair" => node.Field == "value",
        "assignment_expression" or "augmented_assignment_expression" or "assignment_pattern" or "object_assignment_pattern" => node.Field == "right",
        "for_in_statement" => node.Field == "right",
        "for_statement" => node.Field == "condition",
        "arrow_function" => node.Field == "body",
        "subscript_expression" => node.Field == "index",
        "switch_case" => node.Field == "value",
        "unary_expression" => parent.Child("operator") is { } sign && !AskedOfNames.Contains(sign.Text),
        "arguments" => parent.Parent is { } call && call.Child("function")?.Text is not ("require" or "import" or "eval"),
        "parenthesized_expression" => IsAlone(parent),
        "return_statement" or "throw_statement" or "binary_expression" or "ternary_expression" or "array" or "template_substitution" or "jsx_expression"
            or "yield_expression" or "await_expression" => true,
        _ => false,
    };

    // (a.b)() calls it on a, and (a.b) = 1 sets it.
    private static bool IsAlone(SyntaxNode wrapped) => wrapped.Parent is { } around && around.Kind switch
    {
        "if_statement" or "while_statement" or "do_statement" or "switch_statement" => true,
        "member_expression" or "subscript_expression" => wrapped.Field is "object" or "index",
        _ => IsTaken(wrapped, around),
    };
}
