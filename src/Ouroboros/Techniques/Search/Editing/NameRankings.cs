namespace Ouroboros.Techniques.Search.Editing;

/// <summary>
/// Rankings of names by line, kept because many operators ask for the same one. For one search at a time, as all of
/// <see cref="SourceUnit"/>'s enumeration is.
/// </summary>
internal sealed class NameRankings
{
    private const int Most = 4_000;

    private readonly Dictionary<(int Function, int Line, string? Instead), NameOffer[]> known = [];

    public NameOffer[] Of(EditSite site, string? instead)
    {
        var key = (site.Function?.Node.Index ?? -1, site.Node.StartLine, instead);
        if (known.TryGetValue(key, out var ranking))
            return ranking;

        if (known.Count >= Most)
            known.Clear();

        return known[key] = NameRanking.Rank(site, instead);
    }
}
