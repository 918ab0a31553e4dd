using System.Globalization;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Expressions;

/// <summary>Arithmetic on source text.</summary>
internal static class Values
{
    public static bool MayBeNumber(SyntaxNode node) =>
        node.Kind is "identifier" or "member_expression" or "subscript_expression" or "call_expression" or "binary_expression" or "parenthesized_expression"
        && !Forms.IsTruth(node) && Types.Of(node) is null or "number";

    /// <summary>One more and one less; what already adds or takes one is undone first.</summary>
    public static IEnumerable<string> OneOff(SyntaxNode node)
    {
        if (node.Kind == "binary_expression" && Forms.SignOf(node) is "+" or "-" && node.Child("left") is { } left && node.Child("right") is { } right && Integer(right) is { } n)
        {
            var signed = Forms.SignOf(node) == "+" ? n : -n;
            yield return Sum(left.Text, signed - 1);
            yield return Sum(left.Text, signed + 1);
            yield break;
        }

        var text = node.Kind is "ternary_expression" or "await_expression" || (node.Kind == "binary_expression" && Forms.SignOf(node) is not ("+" or "-" or "*" or "/" or "%" or "**"))
            ? $"({node.Text})" : node.Text;
        yield return $"{text} - 1";
        yield return $"{text} + 1";
    }

    public static long? Integer(SyntaxNode node) =>
        node.Kind == "number" && long.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n < 1L << 50 ? n : null;

    private static string Sum(string left, long n) => n == 0 ? left : n > 0 ? $"{left} + {n}" : $"{left} - {-n}";
}
