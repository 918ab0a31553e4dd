namespace Ouroboros.Techniques.EditFormats.Placing;

/// <summary>Which lines of two texts are the same, in order and as many as can be.</summary>
internal static class LinePairs
{
    // Beyond this the middle counts as changed from end to end.
    private const long MostCells = 6_000_000;

    public static IReadOnlyList<(int Old, int New)> Of(IReadOnlyList<string> old, IReadOnlyList<string> fresh)
    {
        var pairs = new List<(int, int)>();
        var head = 0;
        while (head < old.Count && head < fresh.Count && old[head] == fresh[head])
            pairs.Add((head, head++));

        var tail = 0;
        while (tail < old.Count - head && tail < fresh.Count - head && old[old.Count - 1 - tail] == fresh[fresh.Count - 1 - tail])
            tail++;

        var (n, m) = (old.Count - head - tail, fresh.Count - head - tail);
        if (n > 0 && m > 0 && (long)n * m <= MostCells)
            pairs.AddRange(Middle(old, fresh, head, n, m));

        for (var i = tail; i > 0; i--)
            pairs.Add((old.Count - i, fresh.Count - i));

        return pairs;
    }

    private static IEnumerable<(int, int)> Middle(IReadOnlyList<string> old, IReadOnlyList<string> fresh, int head, int n, int m)
    {
        var best = new int[n + 1, m + 1];
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = m - 1; j >= 0; j--)
                best[i, j] = old[head + i] == fresh[head + j] ? best[i + 1, j + 1] + 1 : Math.Max(best[i + 1, j], best[i, j + 1]);
        }

        for (int i = 0, j = 0; i < n && j < m;)
        {
            if (old[head + i] == fresh[head + j])
                yield return (head + i++, head + j++);
            else if (best[i + 1, j] >= best[i, j + 1])
                i++;
            else
                j++;
        }
    }
}
