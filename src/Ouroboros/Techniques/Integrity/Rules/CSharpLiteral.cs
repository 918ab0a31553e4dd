using System.Globalization;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>Literals of C# by their value, told in the words of <see cref="PythonLiteral"/>, so that the same values are common.</summary>
internal static class CSharpLiteral
{
    public static string? ValueOf(SyntaxNode node) => node.Kind switch
    {
        "integer_literal" or "real_literal" => Number(node.Text),
        "string_literal" => $"'{string.Concat(node.NamedChildren.Select(c => c.Text))}'",
        "verbatim_string_literal" => $"'{node.Text[2..^1]}'",
        "character_literal" => $"'{node.Text.Trim('\'')}'",
        "boolean_literal" => node.Text == "true" ? "True" : "False",
        "null_literal" => "None",
        "prefix_unary_expression" when node.Text.StartsWith('-') && node.NamedChildren.FirstOrDefault() is { Tree: not null, Kind: "integer_literal" or "real_literal" } inner => "-" + Number(inner.Text),
        "parenthesized_expression" when node.NamedChildren.FirstOrDefault() is { Tree: not null } inner && inner.Kind != "parenthesized_expression" => ValueOf(inner),
        "collection_expression" when !node.NamedChildren.Any() => "[]",
        _ => null,
    };

    private static string Number(string text)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        if (plain.StartsWith("0x", StringComparison.Ordinal))
            return long.TryParse(plain[2..].TrimEnd('u', 'l'), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex) ? hex.ToString(CultureInfo.InvariantCulture) : plain;

        var digits = plain.TrimEnd('u', 'l', 'm', 'f', 'd');
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real.ToString("R", CultureInfo.InvariantCulture) : digits;
    }
}
