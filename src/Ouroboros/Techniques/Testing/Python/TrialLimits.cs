using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>What a candidate may use, from what the original used. Fuel decides; time is the outer net.</summary>
internal sealed record TrialLimits(long Fuel, IReadOnlyDictionary<string, long> FuelFor, IReadOnlyList<double> Walls)
{
    /// <summary>Tests that ran out of time without burning fuel: they wait for something that never comes.</summary>
    public IReadOnlyList<string> Waiting { get; private init; } = [];

    private const long Floor = 100_000;
    private const int Times = 10, FewTimes = 2;
    private const double WallFloor = 3;

    // Work that burns no fuel, such as a row that doubles at every step. Unlike time on the wall it is the candidate's own, whatever else runs.
    private const double WorkFloor = 0.5;
    private const double WorkTimes = 4;

    /// <summary>Seconds of processor time for the failing tests and for the guarding ones.</summary>
    public IReadOnlyList<double> Works { get; private init; } = [];

    /// <summary>The same for any one test.</summary>
    public double TestWork { get; private init; }

    public static TrialLimits Of(TrialBrief brief)
    {
        var results = brief.Trace.Run.Results.DistinctBy(r => r.Name).ToDictionary(r => r.Name);
        var most = results.Values.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Fuel).DefaultIfEmpty().Max();
        var limits = new Dictionary<string, long>();
        foreach (var name in brief.Guarding)
            limits[name.Value] = Math.Max(Floor, Times * Burnt(results, name));

        // A failing test that stopped early, or never, tells nothing of what it burns once it is mended; its neighbours do, and a little the others.
        var near = results.Values.Where(r => r.Outcome == TestOutcome.Passed).GroupBy(r => FileOf(r.Name)).ToDictionary(g => g.Key, g => g.Max(r => r.Fuel));
        foreach (var name in brief.Failing)
        {
            var own = results.GetValueOrDefault(name) is { Outcome: not TestOutcome.TimedOut } result ? result.Fuel : 0;
            limits[name.Value] = Math.Max(Floor, Math.Max(Times * Math.Max(own, near.GetValueOrDefault(FileOf(name))), FewTimes * most));
        }

        var longest = results.Values.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Duration.TotalSeconds).DefaultIfEmpty().Max();
        return new TrialLimits(Floor, limits, [Wall(results, brief.Failing), Wall(results, brief.Guarding)])
        {
            Works = [WorkFloor + (WorkTimes * (longest + Seconds(results, brief.Failing))), WorkFloor + (WorkTimes * (longest + Seconds(results, brief.Guarding)))],
            TestWork = WorkFloor + (WorkTimes * brief.Failing.Select(n => Seconds(results, [n])).Append(longest).Max()),
            Waiting = [.. brief.Failing.Where(n => results.GetValueOrDefault(n) is { Outcome: TestOutcome.TimedOut, Fuel: 0 }).Select(n => n.Value)],
        };
    }

    private static string FileOf(TestName name) => name.Value.Split("::")[0];

    private static long Burnt(Dictionary<TestName, TestResult> results, TestName name) => results.GetValueOrDefault(name)?.Fuel ?? 0;

    private static double Wall(Dictionary<TestName, TestResult> results, IReadOnlyList<TestName> names) =>
        WallFloor + (Times * Seconds(results, names));

    private static double Seconds(Dictionary<TestName, TestResult> results, IReadOnlyList<TestName> names) =>
        names.Sum(n => results.GetValueOrDefault(n) is { Outcome: not TestOutcome.TimedOut } r ? r.Duration.TotalSeconds : 0);
}
