using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Expressions;

/// <summary>What is handed to a call or held by a list: one more, one fewer, others, in another order.</summary>
internal static class Arguments
{
    private const int MostNames = 8;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("argument-swap", 0.45, ["arguments", "array", "formal_parameters", "array_pattern"], Swap),
        new("argument-drop", 0.35, ["arguments", "array"], Drop),
        new("argument-add", 0.28, ["arguments"], Add),
        new("argument-replace", 0.28, ["arguments"], Replace),
        new("spread-switch", 0.35, ["arguments", "array", "spread_element"], Spread),
        new("property-drop", 0.25, ["pair", "spread_element", "shorthand_property_identifier"], Property),
    ];

    private static IEnumerable<Edit> Swap(EditSite site)
    {
        var given = Forms.Given(site.Node);
        if (site.Node.Kind == "array" && given.Count > 4)
            yield break;

        for (var i = 0; i < given.Count && i < 6; i++)
        {
            for (var j = i + 1; j < given.Count && j < 6; j++)
            {
                if (given[i].Text != given[j].Text && given[i].Kind != "rest_pattern" && given[j].Kind != "rest_pattern")
                    yield return EditSite.Swap(given[i], given[j], (j == i + 1 ? 1 : 0.5) * (site.Node.Kind == "formal_parameters" ? 0.7 : 1));
            }
        }
    }

    private static IEnumerable<Edit> Drop(EditSite site)
    {
        var given = Forms.Given(site.Node);
        if (given.Count > 12 || IsRequire(site.Node))
            yield break;

        for (var i = 0; i < given.Count; i++)
        {
            yield return given.Count == 1 ? EditSite.Remove(given[0].Start, given[0].End, 0.6)
                : i == 0 ? EditSite.Remove(given[0].Start, given[1].Start, 0.7)
                : EditSite.Remove(given[i - 1].End, given[i].End);
        }
    }

    private static bool IsRequire(SyntaxNode list) => list.Parent?.Child("function")?.Text is "require" or "import";

    private static readonly Dictionary<string, string[]> Usual = new()
    {
        ["sort"] = ["(a, b) => a - b", "(a, b) => b - a"], ["toSorted"] = ["(a, b) => a - b", "(a, b) => b - a"], ["parseInt"] = ["10"], ["toString"] = ["2", "16", "10"],
        ["reduce"] = ["0", "[]", "{}", "''", "1"], ["slice"] = ["1", "0", "-1"], ["join"] = ["''", "' '", "', '"], ["split"] = ["''", "' '", "','"], ["flat"] = ["Infinity"],
        ["padStart"] = ["'0'", "' '"], ["padEnd"] = ["'0'", "' '"], ["toFixed"] = ["2"], ["fill"] = ["0", "null", "false"], ["filter"] = ["Boolean"], ["max"] = ["0"], ["min"] = ["1"],
    };

    private static IEnumerable<Edit> Add(EditSite site)
    {
        var given = Forms.Given(site.Node);
        if (given.Exists(g => g.Kind == "spread_element") || IsRequire(site.Node))
            yield break;

        var function = site.Node.Parent?.Child("function") ?? site.Node.Parent?.Child("constructor");
        var name = (function?.Kind == "member_expression" ? function.Value.Child("property")?.Text : function?.Text) ?? "";
        foreach (var usual in Usual.GetValueOrDefault(name, []))
            yield return EditSite.Insert(given.Count == 0 ? site.Node.Start + 1 : given[^1].End, given.Count == 0 ? usual : $", {usual}", given.Count == 0 || name is "reduce" or "parseInt" or "padStart" or "padEnd" or "max" or "min" ? 0.9 : 0.3);

        var callee = site.Facts.FunctionNamed(name) ?? site.Unit.Surroundings.Imports.Values.Select(i => i.FunctionNamed(name)).FirstOrDefault(f => f is not null);
        var wanted = callee?.Parameters.Where(p => p.Takes is null).ToList();
        var fits = wanted is null ? 0.4 : given.Count < wanted.Count ? 1 : 0.1;
        var hint = wanted is not null && given.Count < wanted.Count ? wanted[given.Count].Name : null;
        foreach (var (text, weight) in Offers(site, hint))
        {
            yield return given.Count == 0 ? EditSite.Insert(site.Node.Start + 1, text, weight * fits) : EditSite.Insert(given[^1].End, $", {text}", weight * fits);
            if (given.Count > 0)
                yield return EditSite.Insert(given[0].Start, $"{text}, ", weight * fits * 0.6);
        }
    }

    private static IEnumerable<(string Text, double Weight)> Offers(EditSite site, string? hint)
    {
        if (hint is not null && site.IsInScope(hint))
            yield return (hint, 1);

        foreach (var offer in site.Names(hint, n => !n.IsCallable && n.Kind != NameKind.Import).Take(MostNames))
            yield return (offer.Name, offer.Weight);

        if (Names.ThisKey(site.Node) is { } key)
        {
            foreach (var name in site.Facts.Attributes.GetValueOrDefault(key, []).Where(n => site.Facts.FunctionNamed(n) is null).Take(6))
                yield return ($"this.{name}", name == hint ? 0.9 : 0.3);
        }

        foreach (var literal in (string[])["1", "0", "null", "-1", "true", "false", "2", "[]", "{}"])
            yield return (literal, 0.35);
    }

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        if (IsRequire(site.Node))
            yield break;

        foreach (var argument in Forms.Given(site.Node).Where(a => a.Kind is not ("identifier" or "spread_element" or "arrow_function" or "function_expression")))
        {
            foreach (var offer in site.Names(null, n => !n.IsCallable && n.Kind != NameKind.Import).Take(MostNames))
                yield return EditSite.Replace(argument, offer.Name, offer.Weight);
        }
    }

    private static IEnumerable<Edit> Spread(EditSite site)
    {
        if (site.Node.Kind == "spread_element")
        {
            if (site.Node.Parent?.Kind is "arguments" or "array" && site.Node.NamedChildren.FirstOrDefault() is { Tree: not null } inner)
                yield return site.Replace(inner.Text);

            yield break;
        }

        foreach (var given in Forms.Given(site.Node).Where(g => g.Kind is "identifier" or "member_expression" or "call_expression"))
        {
            var type = given.Kind == "identifier" ? site.TypeOf(given.Text) : Types.Of(given);
            if (type is null or "Array" or "Set")
                yield return EditSite.Insert(given.Start, "...", type is null ? 0.4 : 1);
        }
    }

    private static IEnumerable<Edit> Property(EditSite site)
    {
        if (site.Node.Parent is not { Kind: "object" } whole)
            yield break;

        var given = Forms.Given(whole);
        var at = given.IndexOf(site.Node);
        if (given.Count > 1)
            yield return at == 0 ? EditSite.Remove(given[0].Start, given[1].Start) : EditSite.Remove(given[at - 1].End, given[at].End);

        // What comes later wins: defaults first, then what is given.
        if (at > 0 && (site.Node.Kind == "spread_element" || given[at - 1].Kind == "spread_element"))
            yield return EditSite.Swap(given[at - 1], given[at], 1);
    }
}
