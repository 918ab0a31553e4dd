using System.Globalization;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>Literals of JavaScript by their value, told in the words of <see cref="PythonLiteral"/>, so that the same values are common.</summary>
internal static class ScriptLiteral
{
    public static string? ValueOf(SyntaxNode node) => node.Kind switch
    {
        "number" => Number(node.Text),
        "string" => $"'{string.Concat(node.NamedChildren.Select(c => c.Text))}'",
        "template_string" when !node.NamedChildren.Any(c => c.Kind == "template_substitution") => $"'{node.Text[1..^1]}'",
        "true" => "True",
        "false" => "False",
        "null" or "undefined" => "None",
        "unary_expression" when node.Text.StartsWith('-') && node.Child("argument") is { Kind: "number" } inner => "-" + Number(inner.Text),
        "parenthesized_expression" when node.NamedChildren.FirstOrDefault() is { Tree: not null } inner && inner.Kind != "parenthesized_expression" => ValueOf(inner),
        "array" or "object" when !node.NamedChildren.Any() => node.Kind == "array" ? "[]" : "{}",
        _ => null,
    };

    private static string Number(string text)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant().TrimEnd('n');
        if (plain.StartsWith("0x", StringComparison.Ordinal) && long.TryParse(plain[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex))
            return hex.ToString(CultureInfo.InvariantCulture);

        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real.ToString("R", CultureInfo.InvariantCulture) : plain;
    }
}
