using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Expressions;

/// <summary>Comparison operators and the boundaries they draw, in expressions and in patterns.</summary>
internal static class Comparisons
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("compare-boundary", 1.0, ["binary_expression", "relational_pattern"], Boundary),
        new("compare-replace", 0.6, ["binary_expression", "relational_pattern"], Replace),
        new("compare-offset", 0.5, ["binary_expression"], Offset),
        new("pattern-negate", 0.6, ["is_pattern_expression"], Negate),
        new("pattern-joint", 0.6, ["and_pattern", "or_pattern"], Joint),
    ];

    private static readonly Dictionary<string, string[]> Others = new()
    {
        ["<"] = [">", ">=", "!=", "=="], ["<="] = [">=", ">", "==", "!="], [">"] = ["<", "<=", "!=", "=="], [">="] = ["<=", "<", "==", "!="],
        ["=="] = ["!=", "<=", ">=", "<", ">"], ["!="] = ["==", "<", ">", "<=", ">="],
    };

    private static IEnumerable<Edit> Boundary(EditSite site)
    {
        var other = Forms.SignOf(site.Node) switch { "<" => "<=", "<=" => "<", ">" => ">=", ">=" => ">", _ => null };
        if (other is not null && Forms.OperatorOf(site.Node) is { } sign)
            yield return EditSite.Replace(sign, other);
    }

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        if (Forms.OperatorOf(site.Node) is not { } sign)
            yield break;

        var others = Others.GetValueOrDefault(sign.Text, []).Where(o => site.Node.Kind == "binary_expression" || o is not ("==" or "!=")).ToArray();
        for (var i = 0; i < others.Length; i++)
            yield return EditSite.Replace(sign, others[i], 1 / (1 + (0.4 * i)));
    }

    /// <summary>The boundary itself, one further or one nearer.</summary>
    private static IEnumerable<Edit> Offset(EditSite site)
    {
        if (!Forms.IsComparison(site.Node))
            yield break;

        foreach (var operand in new[] { site.Node.Child("left"), site.Node.Child("right") }.OfType<SyntaxNode>().Where(o => Sums.MayBeNumber(site, o)))
        {
            foreach (var text in Sums.OneOff(operand))
                yield return EditSite.Replace(operand, text, Forms.SignOf(site.Node) is "<" or "<=" or ">" or ">=" ? 0.9 : 0.4);
        }
    }

    private static IEnumerable<Edit> Negate(EditSite site)
    {
        if (site.Node.Child("pattern") is not { } pattern)
            yield break;

        if (pattern.Kind == "negated_pattern" && Forms.OperandOf(pattern) is { } inner)
            yield return EditSite.Replace(pattern, inner.Text);
        else if (pattern.Kind is "constant_pattern" or "relational_pattern" or "type_pattern")
            yield return EditSite.Insert(pattern.Start, "not ");
    }

    private static IEnumerable<Edit> Joint(EditSite site)
    {
        if (Forms.OperatorOf(site.Node) is { } sign && sign.Text is "and" or "or")
            yield return EditSite.Replace(Forms.OperatorOf(site.Node)!.Value, sign.Text == "and" ? "or" : "and");
    }
}
