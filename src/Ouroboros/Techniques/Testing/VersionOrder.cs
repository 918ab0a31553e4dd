using System.Globalization;

namespace Ouroboros.Techniques.Testing;

/// <summary>Orders versions by their numbers, <c>v9.0</c> before <c>v10.0</c>, and what leads up to a release before it.</summary>
internal sealed class VersionOrder : IComparer<string?>
{
    public static VersionOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (one, two) = (Parts(x), Parts(y));
        var release = Compare(one.Release, two.Release, "0");
        if (release != 0)
            return release;

        return one.Early.Length == 0 || two.Early.Length == 0 ? two.Early.Length.CompareTo(one.Early.Length) : Compare(one.Early, two.Early, "");
    }

    private static (string[] Release, string[] Early) Parts(string? version)
    {
        var plain = (version ?? "").TrimStart('v').Split('+')[0];
        var at = plain.IndexOf('-', StringComparison.Ordinal);
        return at < 0 ? (plain.Split('.'), []) : (plain[..at].Split('.'), plain[(at + 1)..].Split('.'));
    }

    private static int Compare(string[] one, string[] two, string absent)
    {
        for (var i = 0; i < Math.Max(one.Length, two.Length); i++)
        {
            if (OfParts(i < one.Length ? one[i] : absent, i < two.Length ? two[i] : absent) is not 0 and var order)
                return order;
        }

        return 0;
    }

    private static int OfParts(string one, string two) =>
        long.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && long.TryParse(two, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? first.CompareTo(second) : string.CompareOrdinal(one, two);
}
