using System.Globalization;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>Arithmetic on source text.</summary>
internal static class Values
{
    public static bool MayBeNumber(SyntaxNode node) =>
        node.Kind is "identifier" or "attribute" or "subscript" or "call" or "binary_operator" or "unary_operator" or "parenthesized_expression";

    /// <summary>One more and one less; what already adds or takes one is undone first.</summary>
    public static IEnumerable<string> OneOff(SyntaxNode node)
    {
        var text = node.Text;
        if (node.Kind == "binary_operator" && node.Child("operator") is { Kind: "+" or "-" } sign
            && node.Child("left") is { } left && node.Child("right") is { Kind: "integer" } right && Integer(right) is { } n)
        {
            var signed = sign.Kind == "+" ? n : -n;
            yield return Sum(left.Text, signed - 1);
            yield return Sum(left.Text, signed + 1);
            yield break;
        }

        if (BindsLooserThanSum(node))
            text = $"({text})";

        yield return $"{text} - 1";
        yield return $"{text} + 1";
    }

    public static long? Integer(SyntaxNode node) =>
        node.Kind == "integer" && long.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n < 1L << 50 ? n : null;

    public static string Sum(string left, long n) => n == 0 ? left : n > 0 ? $"{left} + {n}" : $"{left} - {-n}";

    private static bool BindsLooserThanSum(SyntaxNode node) =>
        node.Kind is "conditional_expression" or "boolean_operator" or "comparison_operator" or "not_operator" or "lambda" or "named_expression"
        || (node.Kind == "binary_operator" && node.Child("operator")?.Kind is "|" or "&" or "^" or "<<" or ">>");
}
