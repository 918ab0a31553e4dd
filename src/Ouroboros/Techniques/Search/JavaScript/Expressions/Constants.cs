using System.Globalization;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Expressions;

/// <summary>Literals: one off, from the file, empty, or none at all.</summary>
internal static class Constants
{
    private const int MostFromFile = 16;

    // A value of the test's own is an answer copied, not a repair.
    private const double Lifted = 0.15;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("number-step", 0.8, ["number"], Step),
        new("number-replace", 0.35, ["number", "unary_expression"], Number),
        new("bool-flip", 0.7, ["true", "false"], Flip),
        new("literal-replace", 0.3, ["null", "undefined", "array", "object", "string", "true", "false", "number"], Literal),
        new("string-replace", 0.35, ["string"], Text),
        new("string-piece", 0.2, ["string_fragment"], Piece),
        new("value-offset", 0.4, ["identifier", "call_expression", "member_expression", "subscript_expression", "binary_expression"], Offset),
    ];

    private static bool IsProperty(SyntaxNode node) => node.Field == "key" || node.Parent?.Kind is "import_statement" or "export_statement" or "literal_type" or "expression_statement"
        || (node.Parent?.Parent is { Kind: "call_expression" } call && call.Child("function")?.Text is "require" or "import");

    private static IEnumerable<Edit> Step(EditSite site)
    {
        if (IsProperty(site.Node))
            yield break;

        if (Values.Integer(site.Node) is { } n)
        {
            yield return site.Replace((n + 1).ToString(CultureInfo.InvariantCulture));
            if (n > 0)
                yield return site.Replace((n - 1).ToString(CultureInfo.InvariantCulture));
            else if (site.Node.Parent?.Kind is not "unary_expression")
                yield return site.Replace("-1", site.Node.Parent?.Kind == "binary_expression" ? 0.6 : 1);
        }
        else if (double.TryParse(site.Node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && Math.Abs(x) < 1e12)
        {
            foreach (var other in (double[])[x + 1, x - 1, x * 10, x / 10, 1 - x])
            {
                if (other >= 0)
                    yield return site.Replace(other.ToString("0.################", CultureInfo.InvariantCulture), 0.5);
            }
        }
    }

    private static IEnumerable<Edit> Number(EditSite site)
    {
        var node = site.Node;
        if (IsProperty(node) || (node.Kind == "unary_expression" ? node.Child("argument")?.Kind != "number" : node.Parent?.Kind == "unary_expression"))
            yield break;

        var text = node.Text;
        string[] usual = ["0", "1", "-1", "2"];
        foreach (var other in usual.Where(u => u != text))
            yield return site.Replace(other, other is "-1" or "2" ? 0.6 : 0.9);

        foreach (var other in site.Facts.Numbers.Except(usual).Where(n => n != text).Take(MostFromFile))
            yield return site.Replace(other, 0.6);

        foreach (var other in Observed(site, "number").Except(usual).Where(n => n != text))
            yield return site.Replace(other, site.Unit.Surroundings.TestLiterals.Contains(other) ? Lifted : 0.3);

        if (Values.Integer(node) is > 2 and var n)
        {
            foreach (var other in (long[])[n * 2, n * 10, n % 10 == 0 ? n / 10 : 0])
            {
                if (other > 0)
                    yield return site.Replace(other.ToString(CultureInfo.InvariantCulture), 0.25);
            }
        }
    }

    private static IEnumerable<Edit> Flip(EditSite site)
    {
        yield return site.Replace(site.Node.Kind == "true" ? "false" : "true");
    }

    private static IEnumerable<Edit> Literal(EditSite site)
    {
        var node = site.Node;
        if (IsProperty(node) || !Forms.IsRead(node) || (node.Parent?.Kind == "binary_expression" && node.Kind == "number") || node.Length > 60)
            yield break;

        string[] others = node.Kind switch
        {
            "null" => ["undefined", "0", "[]", "false", "''", "{}", "true", "new Map()", "new Set()"],
            "undefined" => ["null", "0", "[]", "false", "''", "{}"],
            "array" => ["{}", "new Set()", "null", "new Map()"],
            "object" => ["[]", "null", "new Map()", "Object.create(null)"],
            "string" => ["''", "null", "' '", "undefined"],
            "number" when node.Parent?.Kind is "variable_declarator" or "assignment_expression" or "return_statement" or "assignment_pattern" or "arguments" or "ternary_expression" or "pair" =>
                ["null", "Infinity", "-Infinity", "undefined", "''", "[]", "true", "false", "NaN"],
            "true" or "false" => ["null", "undefined"],
            _ => [],
        };
        for (var i = 0; i < others.Length; i++)
        {
            if (others[i] != node.Text && !(node.Text == "\"\"" && others[i] == "''"))
                yield return site.Replace(others[i], 1 / (1 + (0.3 * i)));
        }
    }

    private static IEnumerable<Edit> Text(EditSite site)
    {
        var node = site.Node;
        if (IsProperty(node) || node.Length > 80)
            yield break;

        var text = node.Text;
        var offers = site.Facts.Strings.Where(s => s != text && s.Length < 60)
            .Select(s => (Text: s, Weight: 0.3 + (0.7 * NameRanking.Likeness(text.Trim('"', '\''), s.Trim('"', '\'')))));
        foreach (var offer in offers.OrderByDescending(o => o.Weight).Take(MostFromFile))
            yield return site.Replace(offer.Text, site.Unit.Surroundings.TestLiterals.Contains(offer.Text) ? offer.Weight * 0.6 : offer.Weight);

        foreach (var seen in Observed(site, "string").Where(s => s != text))
            yield return site.Replace(seen, site.Unit.Surroundings.TestLiterals.Contains(seen) ? Lifted : 0.25);
    }

    /// <summary>White space and case at the ends of a text.</summary>
    private static IEnumerable<Edit> Piece(EditSite site)
    {
        var node = site.Node;
        if (node.Length > 60 || node.StartLine != node.EndLine || node.Parent is not { } whole || IsProperty(whole))
            yield break;

        var text = node.Text;
        string[] others = [text.Trim(), " " + text, text + " ", text.TrimStart(), text.TrimEnd(), text.ToLowerInvariant(), text.ToUpperInvariant(), text + "\\n"];
        foreach (var other in others.Where(o => o.Length > 0 && o != text).Distinct())
            yield return site.Replace(other, 0.5);
    }

    /// <summary>A value used, returned or passed on, one off.</summary>
    private static IEnumerable<Edit> Offset(EditSite site)
    {
        var node = site.Node;
        var parent = node.Parent?.Kind;
        if (!Forms.IsRead(node) || parent is not ("arguments" or "variable_declarator" or "return_statement" or "binary_expression" or "pair" or "ternary_expression"
            or "assignment_expression" or "augmented_assignment_expression" or "array" or "arrow_function" or "template_substitution"
            or "subscript_expression") || (parent == "subscript_expression" && node.Field != "index") || Forms.IsTruth(node) || Forms.IsComparison(node.Parent!.Value)
            || Forms.IsJunction(node.Parent.Value))
            yield break;

        var type = node.Kind == "identifier" ? site.TypeOf(node.Text) : Types.Of(node);
        if (type is not (null or "number") || (parent == "binary_expression" && (node.Kind == "binary_expression" || type is null)))
            yield break;

        var weight = (type is null ? 0.5 : 1) * (parent == "binary_expression" ? 0.5 : 1);
        foreach (var text in Values.OneOff(node))
            yield return site.Replace(parent == "binary_expression" ? $"({text})" : text, weight);
    }

    private static IEnumerable<string> Observed(EditSite site, params string[] types) =>
        site.Unit.Surroundings.Observations.Where(o => types.Contains(o.Type) && o.Function == (site.Function?.Name ?? o.Function))
            .SelectMany(o => o.Samples).Where(s => s.Length is > 0 and < 40).Distinct().Take(6);
}
