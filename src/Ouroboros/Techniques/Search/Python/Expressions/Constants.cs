using System.Globalization;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>Literals: one off, from the file, empty, or none at all.</summary>
internal static class Constants
{
    private const int MostFromFile = 16;

    // A value of the test's own is an answer copied, not a repair.
    private const double Lifted = 0.15;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("number-step", 0.8, ["integer", "float"], Step),
        new("number-replace", 0.35, ["integer", "float", "unary_operator"], Number),
        new("bool-flip", 0.7, ["true", "false"], Flip),
        new("literal-replace", 0.3, ["none", "list", "dictionary", "set", "tuple", "string", "true", "false", "integer"], Literal),
        new("list-fill", 0.35, ["list"], Fill),
        new("string-replace", 0.35, ["string"], Text),
        new("value-offset", 0.4, ["identifier", "call", "attribute", "subscript", "binary_operator"], Offset),
        new("string-piece", 0.2, ["string_content"], Piece),
    ];

    private static IEnumerable<Edit> Step(EditSite site)
    {
        var text = site.Node.Text;
        if (Values.Integer(site.Node) is { } n)
        {
            yield return site.Replace((n + 1).ToString(CultureInfo.InvariantCulture));
            if (n > 0)
                yield return site.Replace((n - 1).ToString(CultureInfo.InvariantCulture));
            else if (site.Node.Parent?.Kind is not ("unary_operator" or "binary_operator" or "comparison_operator"))
                yield return site.Replace("-1");
            else if (site.Node.Parent.Value.Kind == "comparison_operator")
                yield return site.Replace("-1", 0.6);
        }
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && Math.Abs(x) < 1e12)
        {
            foreach (var other in (double[])[x + 1, x - 1, x * 10, x / 10, 1 - x])
            {
                if (other >= 0)
                    yield return site.Replace(other.ToString("0.0###############", CultureInfo.InvariantCulture), 0.5);
            }
        }
    }

    private static IEnumerable<Edit> Number(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "unary_operator" ? node.Child("argument")?.Kind is not ("integer" or "float") : node.Parent?.Kind == "unary_operator")
            yield break;

        var text = node.Text;
        string[] usual = ["0", "1", "-1", "2"];
        foreach (var other in usual.Where(u => u != text))
            yield return site.Replace(other, other is "-1" or "2" ? 0.6 : 0.9);

        foreach (var other in site.Facts.Numbers.Except(usual).Where(n => n != text).Take(MostFromFile))
            yield return site.Replace(other, 0.6);

        foreach (var other in Observed(site, "int", "float").Except(usual).Where(n => n != text))
            yield return site.Replace(other, site.Unit.Surroundings.TestLiterals.Contains(other) ? Lifted : 0.3);

        if (Values.Integer(node) is > 2 and var n)
        {
            yield return site.Replace((n * 2).ToString(CultureInfo.InvariantCulture), 0.25);
            yield return site.Replace((n * 10).ToString(CultureInfo.InvariantCulture), 0.25);
            if (n % 10 == 0)
                yield return site.Replace((n / 10).ToString(CultureInfo.InvariantCulture), 0.25);
        }
    }

    private static IEnumerable<Edit> Flip(EditSite site)
    {
        yield return site.Replace(site.Node.Kind == "true" ? "False" : "True");
    }

    private static IEnumerable<Edit> Literal(EditSite site)
    {
        var node = site.Node;
        if (!Kinds.IsRead(node) || node.Parent?.Kind is "comparison_operator" && node.Kind == "integer" || node.Length > 60)
            yield break;

        string[] others = node.Kind switch
        {
            "none" => ["0", "[]", "False", "\"\"", "{}", "True", "set()", "()"],
            "list" => ["{}", "set()", "None", "()", "[]", "0"],
            "dictionary" or "set" => ["[]", "set()", "None", "{}"],
            "tuple" => ["[]", "None", "()"],
            "string" => ["\"\"", "None", "\" \""],
            "integer" when node.Parent?.Kind is "assignment" or "return_statement" or "default_parameter" or "argument_list" or "conditional_expression" =>
                ["None", "float(\"inf\")", "float(\"-inf\")", "\"\"", "[]", "True", "False"],
            "true" or "false" => ["None"],
            _ => [],
        };
        var text = node.Text;
        for (var i = 0; i < others.Length; i++)
        {
            if (others[i] != text && !(text == "''" && others[i] == "\"\""))
                yield return site.Replace(others[i], 1 / (1 + (0.3 * i)));
        }
    }

    /// <summary>An empty list where one item was meant.</summary>
    private static IEnumerable<Edit> Fill(EditSite site)
    {
        if (!Kinds.IsRead(site.Node) || site.Node.NamedChildren.Any())
            yield break;

        foreach (var offer in site.Names(null, n => !n.IsCallable && n.Kind != NameKind.Import && n.Name is not ("self" or "cls")).Take(6))
            yield return site.Replace($"[{offer.Name}]", offer.Weight * (site.Node.Parent?.Kind == "return_statement" ? 1 : 0.5));

        yield return site.Replace("[[]]", 0.4);
    }

    private static IEnumerable<Edit> Text(EditSite site)
    {
        var node = site.Node;
        if (node.Parent?.Kind is "expression_statement" or "concatenated_string" || node.Length > 80)
            yield break;

        var text = node.Text;
        var offers = site.Facts.Strings.Where(s => s != text && s.Length < 60 && !s.Contains('\uFFFD', StringComparison.Ordinal))
            .Select(s => (Text: s, Weight: 0.3 + (0.7 * NameRanking.Likeness(text.Trim('"', '\''), s.Trim('"', '\'')))));
        foreach (var offer in offers.OrderByDescending(o => o.Weight).Take(MostFromFile))
            yield return site.Replace(offer.Text, site.Unit.Surroundings.TestLiterals.Contains(offer.Text) ? offer.Weight * 0.6 : offer.Weight);

        foreach (var seen in Observed(site, "str").Where(s => s != text))
            yield return site.Replace(seen, site.Unit.Surroundings.TestLiterals.Contains(seen) ? Lifted : 0.25);
    }

    /// <summary>White space and case at the ends of a text.</summary>
    private static IEnumerable<Edit> Piece(EditSite site)
    {
        var node = site.Node;
        if (node.Parent?.Parent?.Kind is "expression_statement" || node.Length > 60 || node.StartLine != node.EndLine)
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
        if (!Kinds.IsRead(node) || parent is not ("argument_list" or "assignment" or "return_statement" or "binary_operator" or "expression_list" or "pair"
            or "conditional_expression" or "keyword_argument" or "augmented_assignment" or "parenthesized_expression"))
            yield break;

        var type = node.Kind == "identifier" ? site.TypeOf(node.Text) : Types.Of(node);
        if (type is not (null or "int" or "float") || (parent == "binary_operator" && node.Kind == "binary_operator"))
            yield break;

        var weight = (type is null ? 0.6 : 1) * (parent == "binary_operator" ? 0.5 : 1);
        foreach (var text in Values.OneOff(node))
            yield return site.Replace(parent == "binary_operator" ? $"({text})" : text, weight);
    }

    private static IEnumerable<string> Observed(EditSite site, params string[] types) =>
        site.Unit.Surroundings.Observations.Where(o => types.Contains(o.Type) && o.Function == (site.Function?.Name ?? o.Function))
            .SelectMany(o => o.Samples).Where(s => s.Length is > 0 and < 40).Distinct().Take(6);
}
