namespace Ouroboros.Techniques.Syntax;

/// <summary>How tightly JavaScript's expressions hold together: what must stand in parentheses where. Small numbers bind tightly.</summary>
public static class JavaScriptBinding
{
    public const int Atom = 0, Unary = 1, Power = 2, Term = 3, Sum = 4, Shift = 5, Compared = 6, Equal = 7, Bits = 8, And = 9, Or = 10, Nullish = 11, Chosen = 12, Anything = 13;

    private static readonly HashSet<string> Atoms =
    [
        "identifier", "this", "super", "number", "string", "template_string", "regex", "true", "false", "null", "undefined", "array", "member_expression",
        "subscript_expression", "call_expression", "parenthesized_expression", "new_expression",
    ];

    /// <summary>Of an expression as it is written.</summary>
    public static int Of(SyntaxNode node) => node.Kind switch
    {
        "unary_expression" or "await_expression" or "update_expression" => Unary,
        "binary_expression" => OfSign(node.Child("operator")?.Text),
        "ternary_expression" => Chosen,
        var kind => Atoms.Contains(kind) ? Atom : Anything,
    };

    /// <summary>The loosest expression that needs no parentheses in the place of a node.</summary>
    public static int LoosestAt(SyntaxNode node) => node.Parent is not { } parent ? Atom : parent.Kind switch
    {
        "binary_expression" => Beside(OfSign(parent.Child("operator")?.Text), node.Field == "left"),
        "ternary_expression" => node.Field == "condition" ? Nullish : Chosen,
        "unary_expression" or "await_expression" => Unary,
        "subscript_expression" when node.Field == "index" => Anything,
        "arguments" or "variable_declarator" or "assignment_expression" or "augmented_assignment_expression" or "assignment_pattern" or "object_assignment_pattern"
            or "required_parameter" or "optional_parameter" or "return_statement" or "throw_statement" or "parenthesized_expression" or "array" or "pair"
            or "template_substitution" or "jsx_expression" or "for_in_statement" or "for_statement" or "switch_case" or "yield_expression" or "field_definition"
            or "public_field_definition" or "arrow_function" => Chosen,
        _ => Atom,
    };

    // Signs of the same strength are joined from the left, but powers; and ?? takes neither && nor || without parentheses.
    private static int Beside(int sign, bool isLeft) => sign switch
    {
        Power => Atom,
        Nullish => Bits,
        _ => isLeft ? sign : sign - 1,
    };

    private static int OfSign(string? sign) => sign switch
    {
        "**" => Power,
        "*" or "/" or "%" => Term,
        "+" or "-" => Sum,
        "<<" or ">>" or ">>>" => Shift,
        "<" or "<=" or ">" or ">=" or "in" or "instanceof" => Compared,
        "==" or "===" or "!=" or "!==" => Equal,
        "&" or "|" or "^" => Bits,
        "&&" => And,
        "||" => Or,
        "??" => Nullish,
        _ => Anything,
    };
}
