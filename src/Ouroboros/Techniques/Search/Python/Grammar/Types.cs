using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Grammar;

/// <summary>Guesses types from the text alone; runtime observations come first.</summary>
internal static class Types
{
    public static string? Of(SyntaxNode? value) => value is not { } node ? null : node.Kind switch
    {
        "integer" => "int",
        "float" => "float",
        "string" or "concatenated_string" => "str",
        "true" or "false" or "not_operator" or "comparison_operator" => "bool",
        "none" => "NoneType",
        "list" or "list_comprehension" => "list",
        "dictionary" or "dictionary_comprehension" => "dict",
        "set" or "set_comprehension" => "set",
        "tuple" or "expression_list" => "tuple",
        "unary_operator" => Of(node.Child("argument")),
        "parenthesized_expression" => Of(node.NamedChildren.FirstOrDefault()),
        "call" => OfCall(node),
        _ => null,
    };

    /// <summary>What iterating over it yields.</summary>
    public static string? OfItem(SyntaxNode? iterable) =>
        iterable is { Kind: "call" } call && call.Child("function")?.Text == "range" ? "int" : Of(iterable) == "str" ? "str" : null;

    private static string? OfCall(SyntaxNode call) => call.Child("function")?.Text switch
    {
        "len" or "int" or "ord" or "round" or "id" or "hash" => "int",
        "float" => "float",
        "str" or "repr" or "chr" or "input" or "format" => "str",
        "list" or "sorted" => "list",
        "dict" or "defaultdict" or "collections.defaultdict" or "OrderedDict" => "dict",
        "set" => "set",
        "tuple" => "tuple",
        "bool" or "isinstance" or "any" or "all" => "bool",
        "deque" or "collections.deque" => "deque",
        _ => null,
    };
}
