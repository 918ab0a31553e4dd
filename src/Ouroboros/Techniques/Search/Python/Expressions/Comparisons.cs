using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>Comparison operators and the boundaries they draw.</summary>
internal static class Comparisons
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("compare-boundary", 1.0, ["comparison_operator"], Boundary),
        new("compare-replace", 0.6, ["comparison_operator"], Replace),
        new("compare-offset", 0.5, ["comparison_operator"], Offset),
    ];

    private static readonly Dictionary<string, string[]> Others = new()
    {
        ["<"] = [">", ">=", "!=", "=="],
        ["<="] = [">=", ">", "==", "!="],
        [">"] = ["<", "<=", "!=", "=="],
        [">="] = ["<=", "<", "==", "!="],
        ["=="] = ["!=", "<=", ">=", "<", ">", "is", "in"],
        ["!="] = ["==", "<", ">", "<=", ">=", "is not"],
        ["in"] = ["not in", "=="],
        ["not in"] = ["in", "!="],
        ["is"] = ["is not", "=="],
        ["is not"] = ["is", "!="],
    };

    private static IEnumerable<SyntaxNode> OperatorsOf(SyntaxNode comparison) => comparison.Children.Where(c => c.Field == "operators");

    private static IEnumerable<Edit> Boundary(EditSite site)
    {
        foreach (var sign in OperatorsOf(site.Node))
        {
            var other = sign.Kind switch { "<" => "<=", "<=" => "<", ">" => ">=", ">=" => ">", _ => null };
            if (other is not null)
                yield return EditSite.Replace(sign, other);
        }
    }

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        foreach (var sign in OperatorsOf(site.Node))
        {
            var others = Others.GetValueOrDefault(sign.Kind, []);
            for (var i = 0; i < others.Length; i++)
                yield return EditSite.Replace(sign, others[i], 1 / (1 + (0.4 * i)));
        }
    }

    /// <summary>The boundary itself, one further or one nearer.</summary>
    private static IEnumerable<Edit> Offset(EditSite site)
    {
        if (OperatorsOf(site.Node).All(o => o.Kind is "in" or "not in" or "is" or "is not"))
            yield break;

        foreach (var operand in site.Node.NamedChildren.Where(c => c.Field != "operators" && Values.MayBeNumber(c)))
        {
            foreach (var text in Values.OneOff(operand))
                yield return EditSite.Replace(operand, text, 0.9);
        }
    }
}
