using System.Globalization;
using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Expressions;

/// <summary>Arithmetic on source text.</summary>
internal static class Sums
{
    public static string? TypeOf(EditSite site, SyntaxNode node) => node.Kind == "identifier" ? site.TypeOf(node.Text) : Kinds.Of(node);

    public static bool MayBeNumber(EditSite site, SyntaxNode node) =>
        node.Kind is "identifier" or "member_access_expression" or "element_access_expression" or "invocation_expression" or "binary_expression" or "parenthesized_expression"
        && !Forms.IsTruth(node) && TypeOf(site, node) is var type && (type is null || Kinds.IsNumber(type));

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

        var text = node.Kind is "conditional_expression" or "await_expression" or "switch_expression" || (node.Kind == "binary_expression" && Forms.SignOf(node) is not ("+" or "-" or "*" or "/" or "%"))
            ? $"({node.Text})" : node.Text;
        yield return $"{text} - 1";
        yield return $"{text} + 1";
    }

    public static long? Integer(SyntaxNode node) =>
        node.Kind == "integer_literal" && long.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n < 1L << 50 ? n : null;

    private static string Sum(string left, long n) => n == 0 ? left : n > 0 ? $"{left} + {n}" : $"{left} - {-n}";
}
