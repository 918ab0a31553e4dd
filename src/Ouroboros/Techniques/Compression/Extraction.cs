namespace Ouroboros.Techniques.Compression;

/// <summary>Leaves lines out of a text, the least telling first, and says where.</summary>
internal sealed class Extraction
{
    private readonly string[] lines;

    // Lines that stay or go together, the most telling first.
    private readonly List<int[]> units;

    public Extraction(string text)
    {
        lines = text.Split('\n');
        var worths = new LineWorth[lines.Length];
        for (var i = 0; i < lines.Length; i++)
            worths[i] = FactLine.WorthOf(lines[i], i == 0 ? LineWorth.Other : worths[i - 1]);

        units = [.. Marks(worths), .. Enumerable.Range(0, lines.Length).Where(i => worths[i] != LineWorth.Mark && lines[i].Trim().Length > 0)
            .OrderBy(i => worths[i]).ThenBy(i => i).Select(i => new[] { i })];
    }

    /// <summary>The longest that was measured to fit.</summary>
    public string Within(int budget, Func<string, int> tokens)
    {
        var (fits, fails) = (0, units.Count + 1);
        while (fails - fits > 1)
        {
            var middle = fits + ((fails - fits) / 2);
            if (tokens(Text(middle)) <= budget)
                fits = middle;
            else
                fails = middle;
        }

        return fits == 0 ? "" : Text(fits);
    }

    private string Text(int count)
    {
        var kept = units.Take(count).SelectMany(u => u).ToHashSet();
        var shown = new List<string>();
        var last = -1;
        for (var i = 0; i <= lines.Length; i++)
        {
            if (i < lines.Length && !kept.Contains(i))
                continue;

            var gone = lines[(last + 1)..i].Count(l => l.Trim().Length > 0);
            if (gone > 0)
                shown.Add($"… [{gone} {(gone == 1 ? "line" : "lines")} left out]");
            if (i < lines.Length)
                shown.Add(lines[i]);

            last = i;
        }

        return string.Join('\n', shown);
    }

    /// <summary>Each mark that begins a fence with the one that ends it.</summary>
    private List<int[]> Marks(LineWorth[] worths)
    {
        var marks = Enumerable.Range(0, lines.Length).Where(i => worths[i] == LineWorth.Mark);
        return [.. marks.GroupBy(i => lines[i].Split(' ', 3) is [_, var mark, ..] ? mark[..Math.Min(20, mark.Length)] : "").Select(g => g.ToArray())];
    }
}
