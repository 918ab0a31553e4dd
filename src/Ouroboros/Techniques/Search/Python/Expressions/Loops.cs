using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>What a loop runs over.</summary>
internal static class Loops
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("range-ends", 0.65, ["call"], Range),
        new("iterable-change", 0.3, ["for_statement", "for_in_clause"], Iterable),
    ];

    private static IEnumerable<Edit> Range(EditSite site)
    {
        if (site.Node.Child("function") is not { Text: "range" } || site.Node.Child("arguments") is not { } list)
            yield break;

        var given = list.NamedChildren.Where(c => c.Kind != "comment").ToList();
        foreach (var (bound, i) in given.Select((b, i) => (b, i)).Take(2))
        {
            var isEnd = given.Count == 1 || i == 1;
            if (Values.MayBeNumber(bound))
            {
                foreach (var text in Values.OneOff(bound))
                    yield return EditSite.Replace(bound, text, isEnd ? 1 : 0.8);
            }
        }

        switch (given.Count)
        {
            case 1:
                yield return EditSite.Insert(given[0].Start, "1, ", 0.9);
                yield return site.Replace($"range(1, {Values.OneOff(given[0]).Last()})", 0.7);
                yield return site.Replace($"range({Values.OneOff(given[0]).First()}, -1, -1)", 0.5);
                yield return site.Replace($"range(len({given[0].Text}))", 0.3);
                if (given[0] is { Kind: "call" } length && length.Child("function")?.Text == "len")
                    yield return site.Replace(length.Child("arguments")!.Value.NamedChildren.FirstOrDefault() is { Tree: not null } over ? over.Text : given[0].Text, 0.3);

                foreach (var offer in site.Names(null, n => n.Type is null or "int" && !n.IsCallable && n.Kind != NameKind.Import).Take(5))
                {
                    yield return EditSite.Insert(given[0].Start, $"{offer.Name}, ", 0.5 * offer.Weight);
                    yield return EditSite.Insert(given[0].Start, $"{offer.Name} + 1, ", 0.5 * offer.Weight);
                }

                break;
            case 2:
                yield return EditSite.Insert(given[1].End, ", -1", 0.5);
                yield return EditSite.Insert(given[1].End, ", 2", 0.4);
                yield return site.Replace($"reversed(range({given[0].Text}, {given[1].Text}))", 0.3);
                yield return EditSite.Remove(given[0].Start, given[1].Start, 0.6);
                break;
            case 3:
                yield return EditSite.Remove(given[1].End, given[2].End, 0.6);
                yield return EditSite.Insert(given[2].Start, "-", 0.5);
                break;
            default:
                break;
        }
    }

    private static IEnumerable<Edit> Iterable(EditSite site)
    {
        if (site.Node.Child("right") is not { } over || over.Kind == "expression_list" || over.StartLine != over.EndLine)
            yield break;

        var text = over.Text;
        (string Text, double Weight)[] others =
        [
            ($"reversed({text})", 0.7), ($"sorted({text})", 0.8), ($"list({text})", 0.8), ($"enumerate({text})", 0.2), ($"set({text})", 0.3), ($"range({text})", 0.3),
            ($"range(len({text}))", 0.4),
        ];
        foreach (var (other, weight) in others)
            yield return EditSite.Replace(over, other, weight);

        if (Kinds.IsAtom(over) && over.Kind != "call")
        {
            foreach (var suffix in (string[])["[1:]", "[:-1]", "[::-1]", "[:]"])
                yield return EditSite.Insert(over.End, suffix, 0.7);

            if (over.Kind != "identifier" || site.TypeOf(text) is null or "dict")
            {
                foreach (var suffix in (string[])[".items()", ".values()", ".keys()"])
                    yield return EditSite.Insert(over.End, suffix, 0.5);
            }
        }
    }
}
