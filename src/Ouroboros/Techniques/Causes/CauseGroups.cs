using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Causes;

/// <summary>
/// Groups failing tests that probably fail of one cause, before anything is tried: those that ran the same suspicious lines or died at the
/// same place. Wrong guesses cost time and no repair: a patch that mends several groups is found out, and a group that resists is divided.
/// </summary>
public static class CauseGroups
{
    // Of so many suspects the weight of what two tests share is taken; behind them suspicion is thin.
    private const int Telling = 400;

    // Half of the suspicious ground in common.
    private const double Alike = 0.5;

    // Beyond this many kinds of tests only files are told apart: every pair is compared.
    private const int MostCompared = 300;

    /// <summary>Largest first, those with a test that hangs last; within a group, and among equals, in the suite's order.</summary>
    public static IReadOnlyList<IReadOnlyList<TestResult>> Of(
        IReadOnlyList<TestResult> failing, TestTrace trace, IReadOnlyList<Suspect> suspects)
    {
        var ground = new SuspiciousGround(trace, suspects.Take(Telling));
        var units = TestFamilies.ByFunction(failing);
        if (units.Count > MostCompared)
            units = TestFamilies.ByFile(failing);

        if (units.Count < 2 || ground.OneLineExplains(failing, suspects))
            return [failing];

        return Ordered(failing, Joined(units, [.. units.Select(ground.Of)]));
    }

    private static List<List<TestResult>> Joined(
        IReadOnlyList<IReadOnlyList<TestResult>> units, Dictionary<(RepoPath, int), double>[] grounds)
    {
        var leader = Enumerable.Range(0, units.Count).ToArray();
        for (var one = 0; one < units.Count; one++)
        {
            for (var other = 0; other < one; other++)
            {
                if (Leader(leader, one) != Leader(leader, other) && Overlap(grounds[one], grounds[other]) >= Alike)
                    leader[Leader(leader, one)] = Leader(leader, other);
            }
        }

        return [.. units.Index().GroupBy(u => Leader(leader, u.Index)).Select(g => g.SelectMany(u => u.Item).ToList())];
    }

    private static int Leader(int[] leader, int of)
    {
        while (leader[of] != of)
            of = leader[of];

        return of;
    }

    /// <summary>The weight of the common ground, as a share of the lighter one. Two tests that ran no suspicious line are alike.</summary>
    private static double Overlap(Dictionary<(RepoPath, int), double> one, Dictionary<(RepoPath, int), double> other)
    {
        if (one.Count == 0 || other.Count == 0)
            return one.Count == other.Count ? 1 : 0;

        var (few, many) = one.Count <= other.Count ? (one, other) : (other, one);
        var common = few.Where(l => many.ContainsKey(l.Key)).Sum(l => l.Value);
        return common / Math.Min(one.Values.Sum(), other.Values.Sum());
    }

    private static IReadOnlyList<IReadOnlyList<TestResult>> Ordered(IReadOnlyList<TestResult> failing, List<List<TestResult>> groups)
    {
        var place = failing.Index().DistinctBy(f => f.Item.Name).ToDictionary(f => f.Item.Name, f => f.Index);
        return [.. groups.Select(g => (IReadOnlyList<TestResult>)[.. g.OrderBy(t => place[t.Name])])
            .OrderBy(g => g.Any(t => t.Outcome == TestOutcome.TimedOut)).ThenByDescending(g => g.Count).ThenBy(g => place[g[0].Name])];
    }
}
