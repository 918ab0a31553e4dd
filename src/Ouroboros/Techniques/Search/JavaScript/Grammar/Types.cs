using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Grammar;

/// <summary>Guesses types from the text alone; runtime observations come first. Names are those that values have when observed.</summary>
internal static class Types
{
    public static string? Of(SyntaxNode? value) => value is not { } node ? null : node.Kind switch
    {
        "number" => "number",
        "string" or "template_string" => "string",
        "true" or "false" => "boolean",
        "null" => "null",
        "undefined" => "undefined",
        "array" => "Array",
        "object" => "Object",
        "regex" => "RegExp",
        "arrow_function" or "function_expression" => "function",
        "parenthesized_expression" => Of(node.NamedChildren.FirstOrDefault()),
        "update_expression" => "number",
        "unary_expression" => Forms.SignOf(node) switch { "!" => "boolean", "-" or "+" or "~" => "number", "typeof" => "string", _ => null },
        "binary_expression" => OfBinary(node),
        "new_expression" => node.Child("constructor")?.Text,
        "call_expression" => OfCall(node),
        "member_expression" when node.Child("property")?.Text is "length" or "size" => "number",
        _ => null,
    };

    /// <summary>A type written in TypeScript, by the name it has when observed.</summary>
    public static string? OfAnnotation(SyntaxNode? annotation) => annotation?.Text.TrimStart(':', ' ') switch
    {
        null or "any" or "unknown" => null,
        "number" or "string" or "boolean" or "null" or "undefined" => annotation.Value.Text.TrimStart(':', ' '),
        var text when text.EndsWith("[]", StringComparison.Ordinal) => "Array",
        var text => text.Split('<', '|', '&')[0].Trim(),
    };

    private static string? OfBinary(SyntaxNode node) => Forms.SignOf(node) switch
    {
        "-" or "*" or "/" or "%" or "**" or "|" or "&" or "^" or "<<" or ">>" or ">>>" => "number",
        "+" when Of(node.Child("left")) is "string" || Of(node.Child("right")) is "string" => "string",
        "+" when Of(node.Child("left")) is "number" && Of(node.Child("right")) is "number" => "number",
        "<" or "<=" or ">" or ">=" or "==" or "===" or "!=" or "!==" or "in" or "instanceof" => "boolean",
        _ => null,
    };

    private static string? OfCall(SyntaxNode call)
    {
        var function = call.Child("function");
        var text = function?.Kind == "member_expression" ? function.Value.Child("property")?.Text : function?.Text;
        return text switch
        {
            "Number" or "parseInt" or "parseFloat" or "floor" or "ceil" or "round" or "trunc" or "abs" or "max" or "min" or "sqrt" or "pow" or "indexOf" or "lastIndexOf"
                or "findIndex" or "charCodeAt" or "codePointAt" or "getTime" => "number",
            "String" or "toString" or "join" or "trim" or "toLowerCase" or "toUpperCase" or "charAt" or "repeat" or "padStart" or "padEnd" or "substring" or "replace"
                or "replaceAll" or "toFixed" => "string",
            "split" or "map" or "filter" or "sort" or "reverse" or "keys" or "values" or "entries" or "from" or "flat" or "flatMap" => "Array",
            "includes" or "startsWith" or "endsWith" or "some" or "every" or "has" or "isArray" or "isNaN" or "isInteger" or "test" or "Boolean" => "boolean",
            _ => null,
        };
    }
}
