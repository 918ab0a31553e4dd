using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Grammar;

/// <summary>Guesses types from the text alone; what the compiler told of names comes first. Types are written as the compiler writes them.</summary>
internal static class Kinds
{
    private static readonly HashSet<string> Numbers = ["int", "long", "decimal", "double", "float", "short", "byte", "uint", "ulong", "ushort", "sbyte", "nint"];

    public static bool IsNumber(string? type) => type is not null && Numbers.Contains(type.TrimEnd('?'));

    public static bool IsList(string? type) =>
        type is not null && (type.EndsWith("[]", StringComparison.Ordinal) || type.Split('<')[0].TrimEnd('?') is "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection"
            or "Queue" or "Stack" or "HashSet" or "ISet" or "SortedSet" or "LinkedList" or "ImmutableArray" or "ImmutableList" or "Span" or "ReadOnlySpan");

    public static bool IsSequence(string? type) => IsList(type) || (type is not null && (type.StartsWith("IEnumerable", StringComparison.Ordinal) || type.StartsWith("IOrderedEnumerable", StringComparison.Ordinal)));

    public static bool IsMap(string? type) => type?.Split('<')[0] is "Dictionary" or "IDictionary" or "IReadOnlyDictionary" or "SortedDictionary" or "ConcurrentDictionary";

    public static bool IsIndexed(string? type) => type is not null && (type.EndsWith("[]", StringComparison.Ordinal) || type.Split('<')[0] is "List" or "IList" or "IReadOnlyList" or "string");

    public static string Length(string? type) => type is not null && (type == "string" || type.EndsWith("[]", StringComparison.Ordinal) || type.StartsWith("Span", StringComparison.Ordinal)) ? "Length" : "Count";

    public static bool MayBeNull(string? type) => type is null || type.EndsWith('?') || !(IsNumber(type) || type is "bool" or "char" or "DateTime" or "DateOnly" or "TimeSpan" or "Guid");

    public static string? Of(SyntaxNode? value) => value is not { } node ? null : node.Kind switch
    {
        "integer_literal" => node.Text.EndsWith('L') ? "long" : "int",
        "real_literal" => node.Text[^1] switch { 'm' or 'M' => "decimal", 'f' or 'F' => "float", _ => "double" },
        "string_literal" or "verbatim_string_literal" or "interpolated_string_expression" or "raw_string_literal" => "string",
        "character_literal" => "char",
        "boolean_literal" or "is_pattern_expression" or "is_expression" => "bool",
        "parenthesized_expression" => Of(Forms.OperandOf(node)),
        "postfix_unary_expression" => "int",
        "prefix_unary_expression" => Forms.SignOf(node) == "!" ? "bool" : Of(Forms.OperandOf(node)),
        "object_creation_expression" => node.Child("type")?.Text,
        "cast_expression" => node.Child("type")?.Text,
        "binary_expression" => OfBinary(node),
        "member_access_expression" when node.Child("name")?.Text is "Length" or "Count" => "int",
        "invocation_expression" => OfCall(node),
        _ => null,
    };

    private static string? OfBinary(SyntaxNode node)
    {
        if (Forms.IsComparison(node) || Forms.IsJunction(node))
            return "bool";

        var (left, right) = (Of(node.Child("left")), Of(node.Child("right")));
        return Forms.SignOf(node) switch
        {
            "+" when left == "string" || right == "string" => "string",
            "??" => right ?? left?.TrimEnd('?'),
            _ => left == right ? left : left ?? right,
        };
    }

    private static string? OfCall(SyntaxNode call)
    {
        var function = call.Child("function");
        var name = function?.Kind == "member_access_expression" ? function.Value.Child("name")?.Text : function?.Text;
        return name switch
        {
            "Count" or "IndexOf" or "LastIndexOf" or "CompareTo" or "Compare" or "FindIndex" or "IndexOfAny" => "int",
            "ToString" or "Trim" or "TrimStart" or "TrimEnd" or "ToUpper" or "ToLower" or "ToUpperInvariant" or "ToLowerInvariant" or "Substring" or "Replace" or "Join" or "Concat"
                or "PadLeft" or "PadRight" or "Format" => "string",
            "Any" or "All" or "Contains" or "StartsWith" or "EndsWith" or "Equals" or "ContainsKey" or "TryGetValue" or "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "SequenceEqual" or "Exists" => "bool",
            _ => null,
        };
    }
}
