namespace Ouroboros.Workspaces.Transactions;

/// <summary>Counts the lines that differ, as diff does. A last line with and without its line end are two lines.</summary>
public static class LineDifference
{
    // Past this many differences a file was rewritten, and all of it counts as replaced. The work grows with the square.
    private const int MostSought = 4000;

    public static (int Added, int Removed) Count(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var known = new Dictionary<ContentHash, int>();
        ReadOnlySpan<int> old = Number(before, known), @new = Number(after, known);
        var start = old.CommonPrefixLength(@new);
        old = old[start..];
        @new = @new[start..];
        while (old.Length > 0 && @new.Length > 0 && old[^1] == @new[^1])
        {
            old = old[..^1];
            @new = @new[..^1];
        }

        // Of d edits, the surplus of added over removed is the difference in length.
        return ShortestScript(old, @new) is { } edits
            ? ((edits + @new.Length - old.Length) / 2, (edits + old.Length - @new.Length) / 2)
            : (@new.Length, old.Length);
    }

    private static int[] Number(ReadOnlySpan<byte> text, Dictionary<ContentHash, int> known)
    {
        var lines = new List<int>();
        while (text.Length > 0)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..(end + 1)];
            var key = ContentHash.Of(line);
            if (!known.TryGetValue(key, out var number))
                known[key] = number = known.Count;

            lines.Add(number);
            text = text[line.Length..];
        }

        return [.. lines];
    }

    // Myers 1986, the length only: reach[k] is how far diagonal k gets with d edits.
    private static int? ShortestScript(ReadOnlySpan<int> old, ReadOnlySpan<int> @new)
    {
        var most = Math.Min(old.Length + @new.Length, MostSought);
        var reach = new int[(2 * most) + 3];
        var middle = most + 1;
        for (var d = 0; d <= most; d++)
        {
            for (var k = -d; k <= d; k += 2)
            {
                var down = k == -d || (k != d && reach[middle + k - 1] < reach[middle + k + 1]);
                var x = down ? reach[middle + k + 1] : reach[middle + k - 1] + 1;
                var y = x - k;
                while (x < old.Length && y >= 0 && y < @new.Length && old[x] == @new[y])
                    (x, y) = (x + 1, y + 1);

                reach[middle + k] = x;
                if (x >= old.Length && y >= @new.Length)
                    return d;
            }
        }

        return null;
    }
}
