namespace Ouroboros.Techniques.Search.Editing;

/// <summary>A name that may stand in another's place, and how likely, above 0 and up to 1.</summary>
public readonly record struct NameOffer(string Name, double Weight, ScopeName Of);

/// <summary>Orders the names in scope by nearness, likeness and type.</summary>
public static class NameRanking
{
    private const int Most = 40;

    /// <param name="instead">The name to be replaced, or null when a new mention is made.</param>
    public static IEnumerable<NameOffer> Names(this EditSite site, string? instead, Func<ScopeName, bool>? only = null)
    {
        var taken = 0;
        foreach (var offer in site.Unit.Rankings.Of(site, instead))
        {
            if (!offer.Of.IsVisibleAt(site.Node) || (only is not null && !only(offer.Of)))
                continue;

            yield return offer;
            if (++taken == Most)
                yield break;
        }
    }

    internal static NameOffer[] Rank(EditSite site, string? instead)
    {
        // Where a value of the wrong kind came to light, the kind of the name that brought it there speaks for no other.
        var type = instead is null || site.Unit.Surroundings.Exceptions.Any(e => e is "TypeError" or "AttributeError" or "ReferenceError") ? null : site.TypeOf(instead);
        var offers = new List<NameOffer>();
        foreach (var name in site.Scope)
        {
            if (name.Name == instead || name.Name == "_")
                continue;

            var weight = Nearness(name, site.Node.StartLine) * Fit(type, site.TypeOf(name)) * KindWeight(name);
            if (instead is not null)
                weight *= 0.6 + (0.4 * Likeness(instead, name.Name));

            offers.Add(new NameOffer(name.Name, weight, name));
        }

        return [.. offers.OrderByDescending(o => o.Weight).ThenBy(o => o.Name, StringComparer.Ordinal)];
    }

    /// <summary>1 for equal names, 0 for names that share nothing: shared beginning, end and words count.</summary>
    public static double Likeness(string one, string two)
    {
        if (one == two)
            return 1;

        var shortest = Math.Min(one.Length, two.Length);
        int head = 0, tail = 0;
        while (head < shortest && one[head] == two[head])
            head++;

        while (tail < shortest - head && one[^(tail + 1)] == two[^(tail + 1)])
            tail++;

        return Math.Min(0.95, (double)(head + tail) / Math.Max(one.Length, two.Length));
    }

    private static double Nearness(ScopeName name, int line)
    {
        var nearest = int.MaxValue;
        foreach (var at in name.Lines)
            nearest = Math.Min(nearest, Math.Abs(at - line));

        return 1 / (1 + (Math.Min(nearest, 400) / 20.0));
    }

    private static double Fit(string? wanted, string? offered) =>
        wanted is null || offered is null ? 0.8 : wanted == offered ? 1 : AreNumbers(wanted, offered) ? 0.9 : 0.45;

    private static bool AreNumbers(string one, string two) =>
        one is "int" or "float" or "bool" && two is "int" or "float" or "bool";

    private static double KindWeight(ScopeName name) => name.Kind switch
    {
        NameKind.Parameter or NameKind.Local or NameKind.Loop => 1,
        NameKind.Constant => 0.7,
        NameKind.Function => 0.3,
        _ => 0.15,
    };
}
