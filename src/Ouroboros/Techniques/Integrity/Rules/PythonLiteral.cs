using System.Globalization;
using System.Numerics;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>Literals by their value, however they are written: <c>0x10</c> is <c>16</c>, <c>'a'</c> is <c>"a"</c>, a tuple is a list.</summary>
internal static class PythonLiteral
{
    // Beyond this a literal is data, and nobody compares with it.
    private const int Deepest = 6;

    /// <summary>The value, or null for anything that has to be computed.</summary>
    public static string? ValueOf(SyntaxNode node, int depth = 0)
    {
        if (depth > Deepest)
            return null;

        return node.Kind switch
        {
            "integer" or "float" => Number(node.Text),
            "true" => "True",
            "false" => "False",
            "none" => "None",
            "ellipsis" => "...",
            "string" or "concatenated_string" => TextOf(node) is { } text ? $"'{text}'" : null,
            "parenthesized_expression" when node.NamedChildren.Count() == 1 => ValueOf(node.NamedChildren.First(), depth + 1),
            "unary_operator" when node.Child("argument") is { } inner && node.Text.StartsWith('-') && ValueOf(inner, depth + 1) is { } value => "-" + value,
            "list" or "tuple" => Joined("[", node, "]", depth),
            "set" => Joined("{", node, "}", depth),
            "dictionary" => Joined("{", node, "}", depth),
            "pair" when node.Child("key") is { } key && node.Child("value") is { } item
                && ValueOf(key, depth + 1) is { } k && ValueOf(item, depth + 1) is { } v => $"{k}:{v}",
            _ => null,
        };
    }

    /// <summary>Whether a value is so common that meeting it in a test says nothing.</summary>
    public static bool IsCommon(string value) =>
        value is "0" or "1" or "2" or "-1" or "True" or "False" or "None" or "''" or "' '" or "[]" or "{}" or "...";

    public static bool IsText(string value) => value.StartsWith('\'');

    /// <summary>What a string, its neighbours or a sum of strings come to; null where something is interpolated.</summary>
    public static string? TextOf(SyntaxNode node)
    {
        switch (node.Kind)
        {
            case "string" when !node.Children.Any(c => c.Kind == "interpolation"):
                return string.Concat(node.Children.Where(c => c.Kind == "string_content").Select(c => c.Text));
            case "concatenated_string":
                return Together(node.NamedChildren);
            case "parenthesized_expression":
                return node.NamedChildren.Count() == 1 ? TextOf(node.NamedChildren.First()) : null;
            case "binary_operator" when node.Child("operator")?.Kind == "+":
                return Together([node.Child("left")!.Value, node.Child("right")!.Value]);
            default:
                return null;
        }
    }

    private static string? Together(IEnumerable<SyntaxNode> parts)
    {
        var texts = parts.Where(p => p.Kind != "comment").Select(TextOf).ToArray();
        return texts.Contains(null) ? null : string.Concat(texts);
    }

    private static string? Joined(string open, SyntaxNode node, string close, int depth)
    {
        var values = node.NamedChildren.Where(c => c.Kind != "comment").Select(c => ValueOf(c, depth + 1)).ToArray();
        return values.Contains(null) ? null : open + string.Join(',', values) + close;
    }

    private static string Number(string text)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        if (plain.StartsWith("0x", StringComparison.Ordinal) && BigInteger.TryParse("0" + plain[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex))
            return hex.ToString(CultureInfo.InvariantCulture);
        if (BigInteger.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
            return whole.ToString(CultureInfo.InvariantCulture);

        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            ? real.ToString("R", CultureInfo.InvariantCulture)
            : plain;
    }
}
