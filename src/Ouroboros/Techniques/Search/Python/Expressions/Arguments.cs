using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>What is handed to a call: one more, one fewer, others, in another order.</summary>
internal static class Arguments
{
    private const int MostNames = 8;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("argument-swap", 0.45, ["argument_list", "expression_list", "tuple", "pattern_list", "list"], Swap),
        new("argument-drop", 0.35, ["argument_list", "expression_list", "tuple", "list"], Drop),
        new("argument-add", 0.28, ["argument_list"], Add),
        new("argument-replace", 0.28, ["argument_list"], Replace),
        new("keyword-add", 0.28, ["argument_list"], KeywordAdd),
        new("empty-default", 0.4, ["generator_expression"], EmptyDefault),
        new("keyword-replace", 0.35, ["keyword_argument"], KeywordReplace),
    ];

    private static List<SyntaxNode> Given(SyntaxNode list) => [.. list.NamedChildren.Where(c => c.Kind != "comment")];

    private static IEnumerable<Edit> Swap(EditSite site)
    {
        var given = Given(site.Node);
        if (site.Node.Kind is "list" or "tuple" && given.Count > 4)
            yield break;

        for (var i = 0; i < given.Count && i < 6; i++)
        {
            for (var j = i + 1; j < given.Count && j < 6; j++)
            {
                if (given[i].Kind != "keyword_argument" && given[j].Kind != "keyword_argument" && given[i].Text != given[j].Text)
                    yield return EditSite.Swap(given[i], given[j], j == i + 1 ? 1 : 0.5);
            }
        }
    }

    private static IEnumerable<Edit> Drop(EditSite site)
    {
        var given = Given(site.Node);
        if (given.Count > 12 || (site.Node.Kind is "expression_list" && given.Count < 3) || (site.Node.Kind is "tuple" && given.Count < 3))
            yield break;

        for (var i = 0; i < given.Count; i++)
        {
            yield return given.Count == 1 ? EditSite.Remove(given[0].Start, given[0].End, 0.6)
                : i == 0 ? EditSite.Remove(given[0].Start, given[1].Start, 0.7)
                : EditSite.Remove(given[i - 1].End, given[i].End);
        }
    }

    private static IEnumerable<Edit> Add(EditSite site)
    {
        var given = Given(site.Node);
        if (given.Exists(g => g.Kind is "list_splat" or "generator_expression"))
            yield break;

        var plain = given.Count(g => g.Kind is not ("keyword_argument" or "dictionary_splat"));
        var callee = CalleeOf(site);
        var wanted = callee?.Parameters.Where(p => p.Takes is null).Skip(callee.Class is null ? 0 : 1).ToList();
        var fits = wanted is null ? 0.5 : plain < wanted.Count ? 1 : 0.1;
        var hint = wanted is not null && plain < wanted.Count ? wanted[plain].Name : null;
        foreach (var (text, weight) in Values(site, hint))
        {
            if (plain == 0)
                yield return EditSite.Insert(site.Node.Start + 1, given.Count == 0 ? text : $"{text}, ", weight * fits);
            else
                yield return EditSite.Insert(given[plain - 1].End, $", {text}", weight * fits);

            if (plain > 0)
                yield return EditSite.Insert(given[0].Start, $"{text}, ", weight * fits * 0.6);
        }
    }

    private static IEnumerable<(string Text, double Weight)> Values(EditSite site, string? hint)
    {
        foreach (var offer in site.Names(hint, n => !n.IsCallable && n.Kind != NameKind.Import && n.Name is not ("self" or "cls")).Take(MostNames))
            yield return (offer.Name, offer.Weight);

        if (hint is not null && site.IsInScope(hint))
            yield return (hint, 1);

        if (site.Function?.Class is { } owner)
        {
            foreach (var name in site.Facts.Attributes.GetValueOrDefault($"{owner}.self", []).Where(n => site.Facts.FunctionNamed(n) is null).Take(6))
                yield return ($"self.{name}", name == hint ? 0.9 : 0.3);
        }

        foreach (var literal in (string[])["1", "0", "None", "-1", "True", "False", "2"])
            yield return (literal, 0.35);
    }

    private static FunctionFacts? CalleeOf(EditSite site)
    {
        if (site.Node.Parent?.Child("function") is not { } callee)
            return null;

        var name = callee.Kind == "attribute" ? callee.Child("attribute")?.Text : callee.Text;
        return name is null ? null : site.Facts.FunctionNamed(name)
            ?? site.Unit.Surroundings.Imports.Values.Select(i => i.FunctionNamed(name)).FirstOrDefault(f => f is not null);
    }

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        foreach (var argument in Given(site.Node))
        {
            var value = argument.Kind == "keyword_argument" ? argument.Child("value") : argument;
            if (value is not { } target || target.Kind is "identifier" or "list_splat" or "dictionary_splat" or "lambda")
                continue;

            foreach (var offer in site.Names(null, n => !n.IsCallable && n.Kind != NameKind.Import).Take(MostNames))
                yield return EditSite.Replace(target, offer.Name, offer.Weight);
        }
    }

    private static readonly Dictionary<string, string[]> Usual = new()
    {
        ["sorted"] = ["reverse=True"],
        ["sort"] = ["reverse=True"],
        ["max"] = ["default=None", "default=0"],
        ["min"] = ["default=None", "default=0"],
        ["sum"] = ["start=0"],
        ["enumerate"] = ["start=1"],
        ["zip"] = ["strict=True"],
        ["round"] = ["ndigits=2"],
        ["print"] = ["end=\"\"", "sep=\"\""],
        ["split"] = ["maxsplit=1"],
        ["open"] = ["newline=\"\"", "encoding=\"utf-8\""],
        ["mkdir"] = ["exist_ok=True", "parents=True"],
        ["makedirs"] = ["exist_ok=True"],
        ["dumps"] = ["sort_keys=True", "ensure_ascii=False", "default=str", "indent=2"],
        ["deque"] = ["maxlen=1"],
    };

    private static IEnumerable<Edit> KeywordAdd(EditSite site)
    {
        var given = Given(site.Node);
        if (site.Node.Parent?.Child("function") is not { } callee || given.Exists(g => g.Kind == "dictionary_splat"))
            yield break;

        var name = (callee.Kind == "attribute" ? callee.Child("attribute")?.Text : callee.Text) ?? "";
        var used = given.Where(g => g.Kind == "keyword_argument").Select(g => g.Child("name")?.Text).ToHashSet();
        var head = given.Count == 0 ? "" : ", ";
        var at = given.Count == 0 ? site.Node.Start + 1 : given[^1].End;
        foreach (var usual in Usual.GetValueOrDefault(name, []).Where(u => !used.Contains(u.Split('=')[0])))
            yield return EditSite.Insert(at, head + usual, 0.9);

        foreach (var keyword in site.Facts.Keywords.GetValueOrDefault(name, []).Where(k => !used.Contains(k)).Take(8))
        {
            string[] values = [keyword, $"self.{keyword}", "True", "False", "None", "0", "1"];
            foreach (var value in values.Where(v => !v.StartsWith("self.", StringComparison.Ordinal) || site.Function?.Class is not null))
                yield return EditSite.Insert(at, $"{head}{keyword}={value}", value == keyword && site.IsInScope(keyword) ? 0.9 : 0.3);
        }
    }

    /// <summary><c>max(f(x) for x in xs)</c> fails of an empty <c>xs</c>.</summary>
    private static IEnumerable<Edit> EmptyDefault(EditSite site)
    {
        var node = site.Node;
        if (node.Field != "arguments" || node.Parent?.Child("function")?.Text is not ("max" or "min" or "next"))
            yield break;

        var keyword = node.Parent.Value.Child("function")!.Value.Text == "next" ? "" : "default=";
        string[] values = ["0", "None", "1", "-1", "\"\""];
        for (var i = 0; i < values.Length; i++)
            yield return new Edit(1 / (1 + (0.3 * i)), [new Splice(node.Start, node.Start, "("), new Splice(node.End, node.End, $", {keyword}{values[i]})")]);
    }

    private static IEnumerable<Edit> KeywordReplace(EditSite site)
    {
        var callee = site.Node.Parent?.Parent?.Child("function");
        if (callee is not { } function || site.Node.Child("name") is not { } name)
            yield break;

        var key = (function.Kind == "attribute" ? function.Child("attribute")?.Text : function.Text) ?? "";
        var used = site.Node.Parent!.Value.Children.Where(c => c.Kind == "keyword_argument").Select(c => c.Child("name")?.Text).ToHashSet();
        foreach (var other in site.Facts.Keywords.GetValueOrDefault(key, []).Where(k => !used.Contains(k)).Take(8))
            yield return EditSite.Replace(name, other, 0.4 + (0.6 * NameRanking.Likeness(name.Text, other)));
    }
}
