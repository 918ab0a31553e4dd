using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Statements;

/// <summary>What a name is set to, and whether it is set or changed.</summary>
internal static class Assignments
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("assignment-augment", 0.5, ["assignment", "augmented_assignment"], Augment),
        new("target-switch", 0.3, ["assignment", "augmented_assignment"], site => WrongTargets.Of(site, "subscript", "attribute")),
        new("start-value", 0.4, ["assignment"], Start),
        new("parallel-split", 0.25, ["assignment"], Parallel),
        new("default-value", 0.35, ["default_parameter", "typed_default_parameter", "parameters"], Default),
        new("mutable-default", 0.8, ["default_parameter", "typed_default_parameter"], Mutable),
    ];

    private static IEnumerable<Edit> Augment(EditSite site)
    {
        var node = site.Node;
        if (node.Child("left") is not { } left || node.Child("right") is not { } right || left.Kind is "pattern_list" or "tuple_pattern" or "list_pattern")
            yield break;

        if (node.Kind == "augmented_assignment")
        {
            if (node.Child("operator") is not { } sign)
                yield break;

            yield return EditSite.Replace(sign, "=");
            yield return EditSite.Replace(right, $"{left.Text} {sign.Text[..^1]} {Kinds.Tight(right)}", 0.1);
        }
        else if (node.Child("type") is null && right.Kind is not ("assignment" or "yield"))
        {
            var sign = node.Children.FirstOrDefault(c => c.Kind == "=");
            if (sign.Tree is null)
                yield break;

            var type = left.Kind == "identifier" ? site.TypeOf(left.Text) : Types.Of(right);
            string[] signs = type switch
            {
                "int" or "float" => ["+=", "-=", "*=", "//=", "%="],
                "str" or "list" or "tuple" => ["+="],
                "set" => ["|=", "&=", "-="],
                "dict" or "bool" => ["|="],
                _ => ["+=", "-=", "*=", "|="],
            };
            for (var i = 0; i < signs.Length; i++)
                yield return EditSite.Replace(sign, signs[i], 1 / (1 + (0.5 * i)));

            // x = y, where x = x + y was meant.
            foreach (var join in (string[])["+", "-", "*"])
                yield return EditSite.Insert(right.Start, $"{left.Text} {join} ", 0.1);
        }
    }

    /// <summary>Where an accumulator starts: other empty values, the extremes, the first item.</summary>
    private static IEnumerable<Edit> Start(EditSite site)
    {
        var node = site.Node;
        if (node.Child("right") is not { } right || site.Function is not { } function || right.Kind is not ("integer" or "float" or "none" or "list" or "dictionary" or "string"
            or "unary_operator" or "true" or "false" or "call" or "identifier" or "subscript"))
            yield break;

        string[] others = ["0", "1", "None", "[]", "-1", "{}", "set()", "\"\"", "float(\"inf\")", "float(\"-inf\")", "True", "False"];
        var text = right.Text;
        var extreme = Extreme(function, node.Child("left")?.Text);
        for (var i = 0; i < others.Length; i++)
        {
            var weight = others[i] == extreme ? 1 : right.Kind is "call" or "identifier" or "subscript" ? 0.3 : 0.9 / (1 + (0.15 * i));
            if (others[i] != text)
                yield return EditSite.Replace(right, others[i], weight);
        }

        foreach (var parameter in function.Parameters.Where(p => p.Name is not ("self" or "cls") && site.TypeOf(p.Name) is null or "list" or "tuple" or "str").Take(3))
        {
            yield return EditSite.Replace(right, $"{parameter.Name}[0]", 0.5);
            yield return EditSite.Replace(right, $"len({parameter.Name})", 0.4);
            yield return EditSite.Replace(right, $"list({parameter.Name})", 0.25);
        }
    }

    /// <summary>Where a search for the largest starts below everything, one for the smallest above.</summary>
    private static string? Extreme(FunctionFacts function, string? name)
    {
        foreach (var compared in function.Body.Descendants.Where(d => d.Kind == "comparison_operator"))
        {
            var parts = compared.Children.ToList();
            if (parts.Count != 3 || parts[1].Kind is not ("<" or ">" or "<=" or ">="))
                continue;

            if (parts[0].Text == name)
                return parts[1].Kind[0] == '<' ? "float(\"-inf\")" : "float(\"inf\")";

            if (parts[2].Text == name)
                return parts[1].Kind[0] == '>' ? "float(\"-inf\")" : "float(\"inf\")";
        }

        return null;
    }

    /// <summary>Set at once or one after the other: <c>a, b = b, a + b</c>.</summary>
    private static IEnumerable<Edit> Parallel(EditSite site)
    {
        var node = site.Node;
        if (node.Child("left") is { Kind: "pattern_list" } left && node.Child("right") is { Kind: "expression_list" } right
            && Kinds.StatementOf(node) is { } statement && Kinds.Lines.Of(site.Unit, statement) is { } own)
        {
            var targets = left.NamedChildren.ToList();
            var values = right.NamedChildren.ToList();
            if (targets.Count != values.Count || targets.Count > 4)
                yield break;

            var lines = targets.Select((t, i) => $"{t.Text} = {values[i].Text}").ToList();
            yield return new Edit(1, new Splice(node.Start, node.End, string.Join(site.Layout.LineEnd + own.Indent, lines)));
            lines.Reverse();
            yield return new Edit(0.7, new Splice(node.Start, node.End, string.Join(site.Layout.LineEnd + own.Indent, lines)));
        }
        else if (Kinds.StatementOf(node) is { } first && Kinds.Lines.Of(site.Unit, first) is { Next: { } next } own2
            && next.Node.NamedChildren.FirstOrDefault() is { Tree: not null, Kind: "assignment" } second
            && Simple(node) is var (to, from) && Simple(second) is var (to2, from2))
        {
            yield return new Edit(1, new Splice(own2.Node.Start, second.End, $"{to}, {to2} = {from}, {from2}"));
        }
    }

    private static (string To, string From)? Simple(SyntaxNode assignment) =>
        assignment.Child("left") is { Kind: "identifier" or "attribute" or "subscript" } left && assignment.Child("right") is { } right && Kinds.IsValue(right)
            && assignment.Child("type") is null && right.StartLine == right.EndLine
            ? (left.Text, right.Text) : null;

    private static IEnumerable<Edit> Default(EditSite site)
    {
        var node = site.Node;
        string[] usual = ["None", "0", "1", "True", "False", "\"\"", "()", "-1"];
        if (node.Kind != "parameters")
        {
            if (node.Child("value") is not { } value)
                yield break;

            foreach (var other in usual.Where(u => u != value.Text))
                yield return EditSite.Replace(value, other, 0.7);

            yield return EditSite.Remove(node.Child("name")!.Value.End, node.End, 0.2);
            yield break;
        }

        var last = node.NamedChildren.LastOrDefault(c => c.Kind != "comment");
        if (last.Tree is not null && last.Kind == "identifier" && last.Text is not ("self" or "cls"))
        {
            foreach (var text in usual)
                yield return EditSite.Insert(last.End, $"={text}", 0.5);
        }
    }

    /// <summary>A default that all calls share becomes one made anew for each.</summary>
    private static IEnumerable<Edit> Mutable(EditSite site)
    {
        if (site.Node.Child("value") is not { Kind: "list" or "dictionary" or "set" or "call" } value || site.Node.Child("name") is not { Kind: "identifier" } name
            || site.Node.Ancestors.FirstOrDefault(a => a.Kind == "function_definition") is not { Tree: not null } definition
            || site.Facts.Functions.FirstOrDefault(f => f.Node.Index == definition.Index) is not { } function || Insertions.First(site, function) is not { } first)
            yield break;

        var step = site.Layout.Indent;
        yield return new Edit(1, [new Splice(value.Start, value.End, "None"), first.Before($"if {name.Text} is None:", $"{step}{name.Text} = {value.Text}")]);
        yield return new Edit(0.2, first.Before($"{name.Text} = {(value.Kind == "dictionary" ? "dict" : value.Kind == "set" ? "set" : "list")}({name.Text})"));
    }
}
