using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Expressions;

/// <summary>Comparison operators and the boundaries they draw.</summary>
internal static class Comparisons
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("compare-boundary", 1.0, ["binary_expression"], Boundary),
        new("compare-replace", 0.6, ["binary_expression"], Replace),
        new("compare-offset", 0.5, ["binary_expression"], Offset),
    ];

    private static readonly Dictionary<string, string[]> Others = new()
    {
        ["<"] = [">", ">=", "!==", "==="],
        ["<="] = [">=", ">", "===", "!=="],
        [">"] = ["<", "<=", "!==", "==="],
        [">="] = ["<=", "<", "===", "!=="],
        ["==="] = ["!==", "==", "<=", ">=", "<", ">"],
        ["!=="] = ["===", "!=", "<", ">", "<=", ">="],
        ["=="] = ["!=", "===", "<=", ">=", "<", ">"],
        ["!="] = ["==", "!==", "<", ">", "<=", ">="],
        ["in"] = ["instanceof"],
    };

    private static IEnumerable<Edit> Boundary(EditSite site)
    {
        var other = Forms.SignOf(site.Node) switch { "<" => "<=", "<=" => "<", ">" => ">=", ">=" => ">", _ => null };
        if (other is not null)
            yield return EditSite.Replace(site.Node.Child("operator")!.Value, other);
    }

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        if (site.Node.Child("operator") is not { } sign)
            yield break;

        var others = Others.GetValueOrDefault(sign.Text, []);
        for (var i = 0; i < others.Length; i++)
            yield return EditSite.Replace(sign, others[i], 1 / (1 + (0.4 * i)));
    }

    /// <summary>The boundary itself, one further or one nearer.</summary>
    private static IEnumerable<Edit> Offset(EditSite site)
    {
        if (!Forms.IsComparison(site.Node))
            yield break;

        foreach (var operand in new[] { site.Node.Child("left"), site.Node.Child("right") }.OfType<SyntaxNode>().Where(Values.MayBeNumber))
        {
            foreach (var text in Values.OneOff(operand))
                yield return EditSite.Replace(operand, text, Forms.SignOf(site.Node) is "<" or "<=" or ">" or ">=" ? 0.9 : 0.4);
        }
    }
}
