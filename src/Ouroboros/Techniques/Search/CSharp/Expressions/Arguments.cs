using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Expressions;

/// <summary>What is handed to a call: one more, one fewer, others, in another order.</summary>
internal static class Arguments
{
    private const int MostNames = 8;

    private static readonly Dictionary<string, string[]> Usual = new()
    {
        ["Equals"] = ["StringComparison.OrdinalIgnoreCase", "StringComparison.Ordinal"], ["Contains"] = ["StringComparison.OrdinalIgnoreCase"], ["StartsWith"] = ["StringComparison.OrdinalIgnoreCase", "StringComparison.Ordinal"],
        ["EndsWith"] = ["StringComparison.OrdinalIgnoreCase", "StringComparison.Ordinal"], ["IndexOf"] = ["StringComparison.OrdinalIgnoreCase", "StringComparison.Ordinal"],
        ["Split"] = ["StringSplitOptions.RemoveEmptyEntries", "StringSplitOptions.TrimEntries", "StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries"], ["Round"] = ["2", "MidpointRounding.AwayFromZero"],
        ["ToString"] = ["CultureInfo.InvariantCulture"], ["OrderBy"] = ["StringComparer.Ordinal", "StringComparer.OrdinalIgnoreCase"], ["Distinct"] = ["StringComparer.OrdinalIgnoreCase"], ["Compare"] = ["StringComparison.Ordinal"],
        ["GetValueOrDefault"] = ["0", "1"], ["PadLeft"] = ["'0'", "' '"], ["PadRight"] = ["' '"], ["Dictionary"] = ["StringComparer.OrdinalIgnoreCase"], ["HashSet"] = ["StringComparer.OrdinalIgnoreCase"], ["FirstOrDefault"] = ["-1", "0"], ["DefaultIfEmpty"] = ["0"],
    };

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("argument-swap", 0.5, ["argument_list", "tuple_expression"], Swap),
        new("argument-drop", 0.35, ["argument_list"], Drop),
        new("argument-add", 0.28, ["argument_list"], Add),
        new("argument-replace", 0.28, ["argument_list"], Replace),
        new("element-drop", 0.2, ["collection_element", "expression_element"], Element),
    ];

    private static IEnumerable<Edit> Swap(EditSite site)
    {
        var given = Forms.Given(site.Node);
        for (var i = 0; i < given.Count && i < 6; i++)
        {
            for (var j = i + 1; j < given.Count && j < 6; j++)
            {
                if (given[i].Text != given[j].Text)
                    yield return EditSite.Swap(given[i], given[j], j == i + 1 ? 1 : 0.5);
            }
        }
    }

    private static IEnumerable<Edit> Drop(EditSite site)
    {
        var given = Forms.Given(site.Node);
        for (var i = 0; i < given.Count && given.Count <= 12; i++)
        {
            yield return given.Count == 1 ? EditSite.Remove(given[0].Start, given[0].End, 0.6)
                : i == 0 ? EditSite.Remove(given[0].Start, given[1].Start, 0.7)
                : EditSite.Remove(given[i - 1].End, given[i].End);
        }
    }

    private static IEnumerable<Edit> Add(EditSite site)
    {
        var given = Forms.Given(site.Node);
        var function = site.Node.Parent?.Child("function") ?? site.Node.Parent?.Child("type");
        var name = ((function?.Kind == "member_access_expression" ? function.Value.Child("name")?.Text : function?.Text) ?? "").Split('<')[0];
        if (name == "nameof" || site.Node.Ancestors.Any(a => a.Kind == "attribute_list"))
            yield break;

        Edit Put(string text, double weight) => EditSite.Insert(given.Count == 0 ? site.Node.Start + 1 : given[^1].End, given.Count == 0 ? text : $", {text}", weight);
        foreach (var usual in Usual.GetValueOrDefault(name, []))
            yield return Put(usual, 0.9);

        var callee = site.Facts.FunctionNamed(name);
        var fits = callee is null ? 0.3 : given.Count < callee.Parameters.Count ? 1 : 0.1;
        var hint = callee is not null && given.Count < callee.Parameters.Count ? callee.Parameters[given.Count].Name : null;
        if (hint is not null && site.IsInScope(hint))
            yield return Put(hint, fits);

        foreach (var offer in site.Names(hint, n => !n.IsCallable && n.Kind != NameKind.Import).Take(MostNames))
        {
            yield return Put(offer.Name, offer.Weight * fits);
            if (given.Count > 0)
                yield return EditSite.Insert(given[0].Start, $"{offer.Name}, ", offer.Weight * fits * 0.6);
        }

        foreach (var literal in (string[])["1", "0", "true", "false", "null"])
            yield return Put(literal, 0.3 * fits);
    }

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        foreach (var argument in Forms.Given(site.Node))
        {
            if (Forms.OperandOf(argument) is not { } value || value.Kind is "identifier" or "lambda_expression" or "declaration_expression")
                continue;

            var type = Sums.TypeOf(site, value);
            foreach (var offer in site.Names(null, n => !n.IsCallable && n.Kind != NameKind.Import && Names.Suits(type, site.TypeOf(n))).Take(MostNames))
                yield return EditSite.Replace(value, offer.Name, offer.Weight);
        }
    }

    private static IEnumerable<Edit> Element(EditSite site)
    {
        if (site.Node.Parent is not { Kind: "collection_expression" } whole)
            yield break;

        var all = whole.NamedChildren.Where(c => c.Kind == site.Node.Kind).ToList();
        var at = all.IndexOf(site.Node);
        if (all.Count > 1)
            yield return at == 0 ? EditSite.Remove(all[0].Start, all[1].Start) : EditSite.Remove(all[at - 1].End, all[at].End);

        if (at > 0)
            yield return EditSite.Swap(all[at - 1], all[at], 0.8);
    }
}
