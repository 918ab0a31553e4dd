using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Statements;

/// <summary>What a name is set to, and whether it is set or changed.</summary>
internal static class Assignments
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("assignment-augment", 0.5, ["assignment_expression"], Augment),
        new("target-switch", 0.3, ["assignment_expression", "augmented_assignment_expression"], site => WrongTargets.Of(site, "subscript_expression", "member_expression")),
        new("start-value", 0.4, ["variable_declarator", "assignment_expression"], Start),
        new("const-switch", 0.3, ["lexical_declaration"], Const),
        new("default-value", 0.35, ["assignment_pattern", "formal_parameters", "required_parameter", "optional_parameter"], Default),
        new("copy-made", 0.3, ["variable_declarator", "assignment_expression"], Copied),
    ];

    private static IEnumerable<Edit> Augment(EditSite site)
    {
        if (site.Node.Child("left") is not { Kind: "identifier" or "member_expression" or "subscript_expression" } left || site.Node.Child("right") is not { } right)
            yield break;

        var sign = site.Node.Children.FirstOrDefault(c => c.Kind == "=");
        if (sign.Tree is null || JavaScriptFunctions.Is(right))
            yield break;

        var type = left.Kind == "identifier" ? site.TypeOf(left.Text) : Types.Of(right);
        string[] signs = type switch
        {
            "number" => ["+=", "-=", "*=", "/=", "%="], "string" => ["+="], "boolean" => ["||=", "&&="], "Array" or "Object" => ["??="], _ => ["+=", "-=", "*=", "??=", "||="],
        };
        for (var i = 0; i < signs.Length; i++)
            yield return EditSite.Replace(sign, signs[i], 1 / (1 + (0.5 * i)));

        foreach (var join in (string[])["+", "-", "*"])
            yield return EditSite.Insert(right.Start, $"{left.Text} {join} ", 0.1);
    }

    /// <summary>Where an accumulator starts: other empty values, the extremes, the first item.</summary>
    private static IEnumerable<Edit> Start(EditSite site)
    {
        var node = site.Node;
        var right = node.Kind == "variable_declarator" ? node.Child("value") : node.Child("right");
        if (right is not { } value || site.Function is not { } function || value.Kind is not ("number" or "null" or "array" or "object" or "string" or "unary_expression" or "true" or "false"
            or "undefined" or "identifier" or "subscript_expression" or "new_expression" or "member_expression"))
            yield break;

        string[] others = ["0", "1", "null", "[]", "-1", "{}", "''", "-Infinity", "Infinity", "true", "false", "new Set()", "new Map()"];
        var name = (node.Child("name") ?? node.Child("left"))?.Text;
        var extreme = Extreme(function, name);
        for (var i = 0; i < others.Length; i++)
        {
            var weight = others[i] == extreme ? 1 : value.Kind is "identifier" or "subscript_expression" or "new_expression" or "member_expression" ? 0.25 : 0.9 / (1 + (0.15 * i));
            if (others[i] != value.Text)
                yield return EditSite.Replace(value, others[i], weight);
        }

        foreach (var parameter in function.Parameters.Where(p => site.TypeOf(p.Name) is null or "Array" or "string").Take(3))
        {
            yield return EditSite.Replace(value, $"{parameter.Name}[0]", 0.5);
            yield return EditSite.Replace(value, $"{parameter.Name}.length", 0.4);
            yield return EditSite.Replace(value, $"[...{parameter.Name}]", 0.25);
        }
    }

    /// <summary>Where a search for the largest starts below everything, one for the smallest above.</summary>
    private static string? Extreme(FunctionFacts function, string? name)
    {
        foreach (var compared in function.Body.Descendants.Where(Forms.IsComparison))
        {
            var sign = Forms.SignOf(compared);
            if (compared.Child("left")?.Text == name)
                return sign is "<" or "<=" ? "-Infinity" : sign is ">" or ">=" ? "Infinity" : null;

            if (compared.Child("right")?.Text == name)
                return sign is ">" or ">=" ? "-Infinity" : sign is "<" or "<=" ? "Infinity" : null;
        }

        return null;
    }

    private static IEnumerable<Edit> Const(EditSite site)
    {
        if (site.Node.Child("kind") is { Text: "const" } kind && site.Unit.Surroundings.Exceptions.Contains("TypeError"))
            yield return EditSite.Replace(kind, "let");
    }

    private static readonly string[] UsualDefaults = ["null", "0", "1", "true", "false", "''", "[]", "{}", "-1"];

    private static IEnumerable<Edit> Default(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "assignment_pattern")
        {
            if (node.Child("right") is not { } value || node.Child("left") is not { } left)
                yield break;

            foreach (var other in UsualDefaults.Where(u => u != value.Text))
                yield return EditSite.Replace(value, other, 0.7);

            yield return EditSite.Remove(left.End, node.End, 0.2);
        }
        else if (node.Kind == "formal_parameters")
        {
            foreach (var parameter in Forms.Given(node).Where(p => p.Kind is "identifier" or "object_pattern" or "array_pattern"))
            {
                string[] values = parameter.Kind == "object_pattern" ? ["{}"] : parameter.Kind == "array_pattern" ? ["[]"] : UsualDefaults;
                foreach (var text in values)
                    yield return EditSite.Insert(parameter.End, $" = {text}", parameter.Kind == "identifier" ? 0.5 : 1);
            }
        }
        else if (node.Child("value") is { } value)
        {
            foreach (var other in UsualDefaults.Where(u => u != value.Text))
                yield return EditSite.Replace(value, other, 0.7);
        }
    }

    /// <summary>A copy where the thing itself was shared.</summary>
    private static IEnumerable<Edit> Copied(EditSite site)
    {
        var right = site.Node.Kind == "variable_declarator" ? site.Node.Child("value") : site.Node.Child("right");
        if (right is not { Kind: "identifier" or "member_expression" } value || site.Function is null)
            yield break;

        var type = value.Kind == "identifier" ? site.TypeOf(value.Text) : null;
        if (type is null or "Array")
            yield return EditSite.Replace(value, $"[...{value.Text}]", type is null ? 0.6 : 1);

        if (type is null or "Object")
            yield return EditSite.Replace(value, $"{{ ...{value.Text} }}", type is null ? 0.6 : 1);

        if (type is "Map" or "Set")
            yield return EditSite.Replace(value, $"new {type}({value.Text})", 1);
    }
}
