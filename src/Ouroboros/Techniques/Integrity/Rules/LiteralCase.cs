using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>An input compared with literals: <c>x == 3</c>, <c>(a, b) == (2, 3)</c>, <c>x in (3, 5)</c>, <c>s.startswith("ab")</c>, <c>case 3</c>.</summary>
/// <param name="IsWhole">Whether the whole input is compared, not its start or the like.</param>
internal sealed record LiteralCase(string Subject, IReadOnlyList<string> Values, bool IsWhole)
{
    private static readonly string[] Wrappers = ["str", "repr", "tuple", "list", "sorted", "hash", "int", "float", "bytes", "len", "sum"];

    private static readonly string[] Methods = ["startswith", "endswith", "__eq__", "count", "lower", "upper", "strip"];

    public static IEnumerable<LiteralCase> In(SyntaxNode node) => node.Kind switch
    {
        "comparison_operator" => OfComparison(node),
        "call" => OfCall(node),
        "case_clause" => OfCase(node),
        _ => [],
    };

    private static IEnumerable<LiteralCase> OfComparison(SyntaxNode node)
    {
        var operators = node.Children.Where(c => c.Field == "operators" || !c.IsNamed).Select(c => c.Text).ToArray();
        var operands = node.NamedChildren.Where(c => c.Kind != "comment").ToArray();
        if (operands.Length != 2 || !operators.Any(o => o is "==" or "is" or "in" or "!=" or "is not" or "not in" or "not"))
            yield break;

        var (left, right) = PythonLiteral.ValueOf(operands[0]) is null ? (operands[0], operands[1]) : (operands[1], operands[0]);
        if (SubjectOf(left) is not { } subject || PythonLiteral.ValueOf(right) is not { } value)
            yield break;

        var elements = right.Kind is "list" or "tuple" or "set" or "dictionary"
            ? right.NamedChildren.Select(c => PythonLiteral.ValueOf(c)).OfType<string>() : [];
        yield return new LiteralCase(subject, [value, .. elements], true);
    }

    private static IEnumerable<LiteralCase> OfCall(SyntaxNode node)
    {
        if (node.Child("function") is not { Kind: "attribute" } method || !Methods.Contains(method.Child("attribute")?.Text) || node.Child("arguments") is not { } arguments)
            yield break;

        // A letter or two is how text is taken apart, not how one input is told from others.
        var values = arguments.NamedChildren.Select(a => PythonLiteral.ValueOf(a)).OfType<string>().Where(v => v.Length > 4).ToArray();
        if (values.Length > 0 && SubjectOf(method.Child("object")!.Value) is { } subject)
            yield return new LiteralCase(subject, values, false);
    }

    private static IEnumerable<LiteralCase> OfCase(SyntaxNode node)
    {
        var values = node.NamedChildren.Where(c => c.Kind == "case_pattern").SelectMany(p => p.Descendants).Select(d => PythonLiteral.ValueOf(d)).OfType<string>().ToArray();
        if (values.Length > 0 && node.Ancestors.FirstOrDefault(a => a.Kind == "match_statement") is { Index: > 0 } match)
            yield return new LiteralCase(match.Child("subject")?.Text ?? "", values, true);
    }

    /// <summary>An input as it came, perhaps wrapped; null for what was computed, such as <c>n % 4</c>.</summary>
    private static string? SubjectOf(SyntaxNode node) => node.Kind switch
    {
        "identifier" or "attribute" or "subscript" => node.Text,
        "parenthesized_expression" when node.NamedChildren.Count() == 1 => SubjectOf(node.NamedChildren.First()),
        "tuple" or "list" => node.NamedChildren.All(c => SubjectOf(c) is not null) ? node.Text : null,
        "call" when node.Child("function") is { } function && (Wrappers.Contains(function.Text) || (function.Kind == "attribute" && Methods.Contains(function.Child("attribute")?.Text))) => node.Text,
        _ => null,
    };
}
