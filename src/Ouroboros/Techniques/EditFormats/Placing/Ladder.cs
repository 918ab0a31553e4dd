namespace Ouroboros.Techniques.EditFormats.Placing;

/// <summary>Where lines of an answer stand in a file.</summary>
/// <param name="Spans">For each of them the lines of the file that it stands for: one, or any number for a line that leaves others out.</param>
/// <param name="Rung">In words how it was found; null where every character is the same.</param>
/// <param name="IsVerbatim">Whether nothing differs but blanks at the ends of lines.</param>
/// <param name="Indents">Where indentation differs: how the file has it.</param>
internal sealed record Placement(IReadOnlyList<(int From, int To)> Spans, string? Rung, bool IsVerbatim, Indents? Indents)
{
    public int From => Spans[0].From;

    public int To => Spans[^1].To;
}

/// <summary>
/// Looks for lines in a file, strictly at first and then allowing for what models change when they copy: blanks at the ends of lines,
/// indentation, characters that look alike, lines left out. The first step on which there is any decides, so that what is looser never competes with what is exact.
/// </summary>
internal static class Ladder
{
    private static readonly Rung[] Rungs =
    [
        new(null, l => l) { IsVerbatim = true },
        new("but for blanks at the ends of lines", l => l.TrimEnd()) { IsVerbatim = true },
        new("but for indentation", l => l.TrimEnd()) { ShiftsIndents = true },
        new("but for characters that look alike", l => LineLook.Plain(l).TrimEnd()),
        new("but for indentation and characters that look alike", l => LineLook.Plain(l).TrimEnd()) { ShiftsIndents = true },
    ];

    /// <summary>All places on the first step that has any.</summary>
    public static IReadOnlyList<Placement> Find(IReadOnlyList<string> old, IReadOnlyList<string> file)
    {
        if (old.Count == 0)
            return [];

        foreach (var rung in Rungs)
        {
            if (rung.Find(old, file) is { Count: > 0 } found)
                return found;
        }

        if (!old.Any(LineLook.IsElision) || old.All(l => LineLook.IsElision(l) || string.IsNullOrWhiteSpace(l)))
            return [];

        foreach (var rung in Rungs)
        {
            if (rung.Abridged(old, file) is { Count: > 0 } found)
                return found;
        }

        return [];
    }

    private sealed record Rung(string? Words, Func<string, string> Look)
    {
        public bool IsVerbatim { get; init; }

        public bool ShiftsIndents { get; init; }

        public IReadOnlyList<Placement> Find(IReadOnlyList<string> old, IReadOnlyList<string> file)
        {
            var (theirs, ours) = (Seen(old), Seen(file));
            return [.. Starts(theirs, ours, 0).Select(s => Placed(old, file, [.. Enumerable.Range(s, old.Count).Select(l => (l, l + 1))], Words)).OfType<Placement>()];
        }

        /// <summary>The same, where lines of the answer stand for any number of lines.</summary>
        public IReadOnlyList<Placement> Abridged(IReadOnlyList<string> old, IReadOnlyList<string> file)
        {
            var (theirs, ours) = (Seen(old), Seen(file));
            var parts = Parts(old);
            var found = new List<Placement>();
            foreach (var start in Starts(theirs[parts[0].From..parts[0].To], ours, 0))
            {
                if (Spans(parts, theirs, ours, start) is { } spans && Placed(old, file, spans, Words is null ? "but for lines left out" : $"{Words} and lines left out") is { } placed)
                    found.Add(placed);
            }

            // Where it begins is what tells it apart: of those that end alike the shortest is meant.
            return found.Count > 1 && found.DistinctBy(f => f.To).Count() == 1 ? [found[^1]] : found;
        }

        private static List<(int, int)>? Spans(List<(int From, int To)> parts, string[] theirs, string[] ours, int start)
        {
            var spans = new List<(int, int)>();
            var at = 0;
            foreach (var (from, to) in parts)
            {
                var place = at == 0 ? start : Starts(theirs[from..to], ours, at).Select(s => (int?)s).FirstOrDefault();
                if (place is not { } here)
                    return null;

                // The lines between two parts stand for what lies between their places; only the first of several does.
                for (var i = spans.Count; i < from; i++)
                    spans.Add(i == 0 ? (here, here) : i == spans.Count && spans[^1].Item2 < here ? (at, here) : (here, here));

                spans.AddRange(Enumerable.Range(here, to - from).Select(l => (l, l + 1)));
                at = here + to - from;
            }

            while (spans.Count < theirs.Length)
                spans.Add((at, at));

            return spans;
        }

        /// <summary>What stands between lines that leave others out.</summary>
        private static List<(int From, int To)> Parts(IReadOnlyList<string> old)
        {
            var parts = new List<(int, int)>();
            for (var i = 0; i < old.Count; i++)
            {
                if (LineLook.IsElision(old[i]))
                    continue;

                var from = i;
                while (i < old.Count && !LineLook.IsElision(old[i]))
                    i++;

                parts.Add((from, i));
            }

            return parts;
        }

        private Placement? Placed(IReadOnlyList<string> old, IReadOnlyList<string> file, IReadOnlyList<(int From, int To)> spans, string? words)
        {
            if (!ShiftsIndents)
                return new Placement(spans, words, IsVerbatim, null);

            var lines = old.Zip(spans).Where(p => p.Second.To == p.Second.From + 1 && !LineLook.IsElision(p.First)).Select(p => (p.First, file[p.Second.From]));
            return Indents.Of(lines) is { } indents ? new Placement(spans, words, IsVerbatim, indents) : null;
        }

        private string[] Seen(IReadOnlyList<string> lines) => [.. lines.Select(l => ShiftsIndents ? Look(l).TrimStart() : Look(l))];

        private static IEnumerable<int> Starts(string[] wanted, string[] lines, int from)
        {
            for (var i = from; i + wanted.Length <= lines.Length; i++)
            {
                var j = 0;
                while (j < wanted.Length && lines[i + j] == wanted[j])
                    j++;

                if (j == wanted.Length)
                    yield return i;
            }
        }
    }
}
