using System.Globalization;
using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Expressions;

/// <summary>Literals: one off, from the file, empty, or none at all.</summary>
internal static class Constants
{
    private const int MostFromFile = 16;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("number-step", 0.8, ["integer_literal", "real_literal"], Step),
        new("number-replace", 0.35, ["integer_literal", "real_literal"], Number),
        new("bool-flip", 0.7, ["boolean_literal"], Flip),
        new("literal-replace", 0.3, ["null_literal", "string_literal", "collection_expression", "boolean_literal"], Literal),
        new("string-replace", 0.35, ["string_literal"], Text),
        new("string-piece", 0.2, ["string_literal_content", "string_content"], Piece),
        new("char-replace", 0.25, ["character_literal"], Character),
        new("value-offset", 0.4, ["identifier", "invocation_expression", "member_access_expression", "element_access_expression", "binary_expression"], Offset),
    ];

    // Attributes configure what is run; numbers in them are nobody's arithmetic.
    private static bool IsFixed(SyntaxNode node) => node.Ancestors.Any(a => a.Kind is "attribute_list" or "using_directive");

    private static IEnumerable<Edit> Step(EditSite site)
    {
        if (IsFixed(site.Node))
            yield break;

        if (Sums.Integer(site.Node) is { } n)
        {
            yield return site.Replace((n + 1).ToString(CultureInfo.InvariantCulture));
            if (n > 0)
                yield return site.Replace((n - 1).ToString(CultureInfo.InvariantCulture));
            else if (site.Node.Parent?.Kind is not "prefix_unary_expression")
                yield return site.Replace("-1", site.Node.Parent?.Kind == "binary_expression" ? 0.6 : 1);

            yield break;
        }

        var (digits, suffix) = Split(site.Node.Text);
        if (!decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) || Math.Abs(x) > 1e12m)
            yield break;

        foreach (var (other, weight) in new[] { (x + 1, 0.8), (x - 1, 0.8), (x * 10, 0.7), (x / 10, 0.7), (x * 100, 0.5), (x / 100, 0.5), (1 - x, 0.5), (x * 2, 0.3), (x / 2, 0.3) })
        {
            if (other >= 0 && other != x)
                yield return site.Replace(other.ToString("0.0###############", CultureInfo.InvariantCulture) + suffix, weight);
        }
    }

    private static IEnumerable<Edit> Number(EditSite site)
    {
        var node = site.Node;
        if (IsFixed(node) || node.Parent?.Kind == "prefix_unary_expression")
            yield break;

        var text = node.Text;
        var (_, suffix) = Split(text);
        string[] usual = node.Kind == "integer_literal" && suffix.Length == 0 ? ["0", "1", "-1", "2"] : [];
        foreach (var other in usual.Where(u => u != text))
            yield return site.Replace(other, other is "-1" or "2" ? 0.6 : 0.9);

        foreach (var other in site.Facts.Numbers.Except(usual).Where(n => n != text && (Split(n).Suffix == suffix || suffix.Length > 0)).Take(MostFromFile))
            yield return site.Replace(other, 0.6);

        if (Sums.Integer(node) is > 2 and var number)
        {
            foreach (var other in (long[])[number * 2, number * 10, number / 2, number % 10 == 0 ? number / 10 : 0])
            {
                if (other > 0)
                    yield return site.Replace(other.ToString(CultureInfo.InvariantCulture), 0.25);
            }
        }
    }

    private static IEnumerable<Edit> Flip(EditSite site)
    {
        if (!IsFixed(site.Node))
            yield return site.Replace(site.Node.Text == "true" ? "false" : "true");
    }

    private static IEnumerable<Edit> Literal(EditSite site)
    {
        var node = site.Node;
        if (IsFixed(node) || !Forms.IsRead(node) || node.Length > 60)
            yield break;

        string[] others = node.Kind switch
        {
            "null_literal" => ["0", "[]", "\"\"", "false", "default", "true"],
            "string_literal" => ["\"\"", "null", "\" \""],
            "collection_expression" => ["null", "[]"],
            _ => [],
        };
        for (var i = 0; i < others.Length; i++)
        {
            if (others[i] != node.Text)
                yield return site.Replace(others[i], 1 / (1 + (0.3 * i)));
        }
    }

    private static IEnumerable<Edit> Text(EditSite site)
    {
        var node = site.Node;
        if (IsFixed(node) || node.Length > 80)
            yield break;

        var text = node.Text;
        var offers = site.Facts.Strings.Where(s => s != text && s.Length < 60).Select(s => (Text: s, Weight: 0.3 + (0.7 * NameRanking.Likeness(text.Trim('"'), s.Trim('"')))));
        foreach (var offer in offers.OrderByDescending(o => o.Weight).Take(MostFromFile))
            yield return site.Replace(offer.Text, site.Unit.Surroundings.TestLiterals.Contains(offer.Text) ? offer.Weight * 0.6 : offer.Weight);
    }

    /// <summary>White space, case and marks at the ends of a text.</summary>
    private static IEnumerable<Edit> Piece(EditSite site)
    {
        var node = site.Node;
        if (node.Length > 60 || node.StartLine != node.EndLine || IsFixed(node))
            yield break;

        var text = node.Text;
        string[] others = [text.Trim(), " " + text, text + " ", text.TrimStart(), text.TrimEnd(), text.ToLowerInvariant(), text.ToUpperInvariant(), text.TrimEnd('.', ',', ':', ';'), text + ","];
        foreach (var other in others.Where(o => o.Length > 0 && o != text).Distinct())
            yield return site.Replace(other, 0.5);
    }

    private static IEnumerable<Edit> Character(EditSite site)
    {
        foreach (var other in (string[])["' '", "','", "'-'", "'_'", "'.'", "'0'", "'/'", "'\\n'", "':'", "';'"])
        {
            if (other != site.Node.Text && !IsFixed(site.Node))
                yield return site.Replace(other, 0.5);
        }

        var own = site.Unit.Tree.Nodes.Where(n => n.Kind == "character_literal").Select(n => n.Text).Distinct().Where(t => t != site.Node.Text).Take(8);
        foreach (var other in own)
            yield return site.Replace(other, 1);
    }

    /// <summary>A value used, returned or passed on, one off.</summary>
    private static IEnumerable<Edit> Offset(EditSite site)
    {
        var node = site.Node;
        var parent = node.Parent?.Kind;
        if (!Forms.IsRead(node) || parent is not ("argument" or "variable_declarator" or "return_statement" or "binary_expression" or "conditional_expression" or "assignment_expression"
            or "arrow_expression_clause" or "lambda_expression" or "interpolation" or "switch_expression_arm") || Forms.IsTruth(node) || Forms.IsComparison(node.Parent!.Value) || Forms.IsJunction(node.Parent.Value))
            yield break;

        var type = Sums.TypeOf(site, node);
        if ((type is not null && !Kinds.IsNumber(type)) || (parent == "binary_expression" && (node.Kind == "binary_expression" || type is null)))
            yield break;

        var weight = (type is null ? 0.4 : 1) * (parent == "binary_expression" ? 0.5 : 1);
        foreach (var text in Sums.OneOff(node))
            yield return site.Replace(parent is "binary_expression" or "interpolation" ? $"({text})" : text, weight);
    }

    private static (string Digits, string Suffix) Split(string literal)
    {
        var end = literal.Length;
        while (end > 0 && char.IsAsciiLetter(literal[end - 1]))
            end--;

        return (literal[..end].Replace("_", "", StringComparison.Ordinal), literal[end..]);
    }
}
