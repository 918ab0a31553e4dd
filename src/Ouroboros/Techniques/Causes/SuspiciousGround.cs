using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Causes;

/// <summary>Which suspicious lines a failing test ran or died on, and how much each weighs.</summary>
internal sealed class SuspiciousGround(TestTrace trace, IEnumerable<Suspect> suspects)
{
    // Squared, so that what many tests run, and few suspect, does not glue everything together.
    private readonly Dictionary<(RepoPath, int), double> weights =
        suspects.DistinctBy(s => (s.Path, s.Line)).ToDictionary(s => (s.Path, s.Line), s => s.Score * s.Score);

    public Dictionary<(RepoPath, int), double> Of(IReadOnlyList<TestResult> tests)
    {
        var ground = new Dictionary<(RepoPath, int), double>();
        foreach (var line in tests.SelectMany(LinesOf))
        {
            if (weights.TryGetValue(line, out var weight))
                ground[line] = weight;
        }

        return ground;
    }

    /// <summary>Whether every failing test ran one of the most suspicious lines: then one fault may well be behind them all.</summary>
    public bool OneLineExplains(IReadOnlyList<TestResult> failing, IReadOnlyList<Suspect> suspects)
    {
        var first = suspects.Count == 0 ? 0 : suspects[0].Score;
        var most = suspects.TakeWhile(s => s.Score >= first).Select(s => (s.Path, s.Line)).ToHashSet();
        foreach (var test in failing)
        {
            most.IntersectWith(LinesOf(test));
            if (most.Count == 0)
                return false;
        }

        return most.Count > 0;
    }

    private IEnumerable<(RepoPath Path, int Line)> LinesOf(TestResult test)
    {
        foreach (var file in trace.Coverage.GetValueOrDefault(test.Name, []))
        {
            foreach (var line in file.Lines)
                yield return (file.Path, line);
        }

        foreach (var frame in test.Failure?.Frames ?? [])
        {
            if (RepoPath.TryParse(frame.Path, out var path))
                yield return (path, frame.Line);
        }
    }
}
