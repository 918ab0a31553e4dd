using Ouroboros.Techniques.Search.CSharp.Expressions;
using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Statements;

/// <summary>What a name is set to, and whether it is set or changed.</summary>
internal static class Assignments
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("assignment-augment", 0.5, ["assignment_expression"], Augment),
        new("target-switch", 0.3, ["assignment_expression"], site => WrongTargets.Of(site, "element_access_expression", "member_access_expression")),
        new("start-value", 0.4, ["variable_declarator", "assignment_expression", "property_declaration"], Start),
        new("default-value", 0.3, ["parameter"], Default),
        new("copy-made", 0.25, ["variable_declarator", "assignment_expression", "return_statement", "arrow_expression_clause"], Copied),
    ];

    private static IEnumerable<Edit> Augment(EditSite site)
    {
        if (Forms.OperatorOf(site.Node) is not { Text: "=" } sign || site.Node.Child("left") is not { } left || site.Node.Child("right") is not { } right
            || site.Node.Parent?.Kind is not ("expression_statement" or "for_statement" or "arrow_expression_clause"))
            yield break;

        var type = Sums.TypeOf(site, left) ?? Kinds.Of(right);
        string[] signs = Kinds.IsNumber(type) ? ["+=", "-=", "*=", "/=", "%="] : type switch { "string" => ["+="], "bool" => ["|=", "&="], null => ["+=", "-=", "??="], _ => ["??="] };
        for (var i = 0; i < signs.Length; i++)
            yield return EditSite.Replace(sign, signs[i], 1 / (1 + (0.5 * i)));
    }

    /// <summary>Where an accumulator starts: other empty values, the extremes, the first item.</summary>
    private static IEnumerable<Edit> Start(EditSite site)
    {
        var node = site.Node;
        var value = node.Kind == "assignment_expression" ? node.Child("right") : node.Kind == "property_declaration" ? node.Child("value") : Forms.InitialOf(node);
        if (value is not { Kind: "integer_literal" or "real_literal" or "null_literal" or "string_literal" or "prefix_unary_expression" or "identifier" or "element_access_expression" or "member_access_expression" or "boolean_literal" } start)
            yield break;

        var name = node.Child("name")?.Text ?? node.Child("left")?.Text;
        var type = name is null ? Kinds.Of(start) : site.TypeOf(name) ?? Kinds.Of(start);
        var extreme = site.Function is { } around ? Extreme(around, name) : null;
        string[] others = type switch
        {
            "string" or "string?" => ["\"\"", "null"],
            "bool" => ["true", "false"],
            _ when Kinds.IsNumber(type) => ["0", "1", "-1", $"{type!.TrimEnd('?')}.MinValue", $"{type.TrimEnd('?')}.MaxValue"],
            _ => ["null", "default", "[]"],
        };
        for (var i = 0; i < others.Length; i++)
        {
            if (others[i] != start.Text)
                yield return EditSite.Replace(start, others[i], extreme is not null && others[i].EndsWith(extreme, StringComparison.Ordinal) ? 1 : 0.8 / (1 + (0.2 * i)));
        }

        foreach (var parameter in site.Function?.Parameters.Where(p => Kinds.IsIndexed(site.TypeOf(p.Name))).Take(3) ?? [])
        {
            yield return EditSite.Replace(start, $"{parameter.Name}[0]", 0.5);
            yield return EditSite.Replace(start, $"{parameter.Name}.{Kinds.Length(site.TypeOf(parameter.Name))}", 0.4);
        }
    }

    /// <summary>Where a search for the largest starts below everything, one for the smallest above.</summary>
    private static string? Extreme(FunctionFacts function, string? name)
    {
        foreach (var compared in function.Body.Descendants.Where(Forms.IsComparison))
        {
            var sign = Forms.SignOf(compared);
            if (compared.Child("left")?.Text == name)
                return sign is "<" or "<=" ? ".MinValue" : sign is ">" or ">=" ? ".MaxValue" : null;

            if (compared.Child("right")?.Text == name)
                return sign is ">" or ">=" ? ".MinValue" : sign is "<" or "<=" ? ".MaxValue" : null;
        }

        return null;
    }

    private static IEnumerable<Edit> Default(EditSite site)
    {
        if (Forms.InitialOf(site.Node) is not { } value)
            yield break;

        foreach (var other in (string[])["0", "1", "true", "false", "null", "\"\"", "-1"])
        {
            if (other != value.Text)
                yield return EditSite.Replace(value, other, 0.7);
        }
    }

    /// <summary>A copy where the thing itself was shared.</summary>
    private static IEnumerable<Edit> Copied(EditSite site)
    {
        var value = site.Node.Kind switch
        {
            "variable_declarator" => Forms.InitialOf(site.Node),
            "assignment_expression" => site.Node.Child("right"),
            _ => Forms.OperandOf(site.Node),
        };
        if (value is not { Kind: "identifier" or "member_access_expression" } shared)
            yield break;

        var type = Sums.TypeOf(site, shared);
        if (type is null || Kinds.IsSequence(type))
        {
            yield return EditSite.Replace(shared, $"[.. {shared.Text}]", type is null ? 0.3 : 1);
            yield return EditSite.Replace(shared, $"{shared.Text}.ToList()", type is null ? 0.3 : 0.7);
        }
        else if (Kinds.IsMap(type))
        {
            yield return EditSite.Replace(shared, $"new {type}({shared.Text})", 1);
        }
    }
}
