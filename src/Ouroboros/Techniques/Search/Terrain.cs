using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>A line worth editing and how much, from 0 to 1.</summary>
internal readonly record struct Spot(SourceUnit Unit, int Line, double Score);

/// <summary>
/// Spreads suspicion from the lines that ran to the lines that should have: inside one small function every line is tried, in a large
/// one those next to suspects, because what is missing was never run.
/// </summary>
internal static class Terrain
{
    private const int SmallFunction = 60;
    private const double SmallFloor = 0.4, LargeFloor = 0.12, Neighbour = 0.5;

    // The formulas tell little, so that the most suspicious line may not drown the others.
    private const double Even = 0.25;
    private const int MostFiles = 60;

    public static IReadOnlyList<Spot> Of(IReadOnlyList<Suspect> suspects, Func<RepoPath, SourceUnit?> open)
    {
        var top = suspects.Count == 0 ? 1 : Math.Max(suspects.Max(s => s.Score), 1e-9);
        var spots = new List<Spot>();
        var files = suspects.Where(s => !TestFiles.IsTest(s.Path)).GroupBy(s => s.Path).OrderByDescending(g => g.Max(s => s.Score)).ThenBy(g => g.Key);
        foreach (var file in files.Take(MostFiles))
        {
            if (open(file.Key) is not { } unit)
                continue;

            var scores = new Dictionary<int, double>();
            foreach (var suspect in file.Where(s => s.Line >= 1 && s.Line <= unit.LineCount && s.Score > 0))
                Raise(scores, suspect.Line, Even + ((1 - Even) * suspect.Score / top));

            Spread(unit, scores);
            spots.AddRange(scores.OrderBy(s => s.Key).Select(s => new Spot(unit, s.Key, s.Value)));
        }

        return [.. spots.OrderByDescending(s => s.Score)];
    }

    private static void Spread(SourceUnit unit, Dictionary<int, double> scores)
    {
        foreach (var (line, score) in scores.ToArray())
        {
            Raise(scores, Math.Max(1, line - 1), score * Neighbour);
            Raise(scores, Math.Min(unit.LineCount, line + 1), score * Neighbour);
        }

        foreach (var function in unit.Facts.Functions)
        {
            var (from, to) = (function.Node.StartLine, function.Node.EndLine);
            var best = scores.Where(s => s.Key >= from && s.Key <= to).Select(s => s.Value).DefaultIfEmpty().Max();
            var floor = best * (to - from < SmallFunction ? SmallFloor : LargeFloor);
            for (var line = from; line <= to && floor > 0; line++)
                Raise(scores, line, floor);
        }
    }

    private static void Raise(Dictionary<int, double> scores, int line, double score) =>
        scores[line] = Math.Max(score, scores.GetValueOrDefault(line));
}
