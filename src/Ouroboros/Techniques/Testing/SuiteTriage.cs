using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Testing;

/// <summary>A suite's red tests, told apart.</summary>
/// <param name="Failing">Red every time it was run: worth repairing.</param>
/// <param name="Flaky">Red one time and green another: reported, never repaired.</param>
/// <param name="Unreachable">Failed for want of the network, which tests have not here: reported, never repaired.</param>
/// <param name="Problem">What kept the run from being whole, or null.</param>
public sealed record TriagedSuite(
    TestRun Baseline, IReadOnlyList<TestResult> Failing, FlakyTests Flaky, IReadOnlyList<TestResult> Unreachable, string? Problem);

/// <summary>Tests whose outcome changes though the program does not.</summary>
public sealed record FlakyTests(IReadOnlyList<FlakyTest> Tests);

/// <summary>One such test and what it did each time.</summary>
public sealed record FlakyTest(TestName Name, IReadOnlyList<TestOutcome> Outcomes);

/// <summary>Runs the red tests of a baseline again, so that only those that fail every time become a goal.</summary>
public static class SuiteTriage
{
    private static readonly HashSet<string> NetworkExceptions =
    [
        "gaierror", "herror", "ConnectionRefusedError", "URLError", "ConnectionError", "ConnectTimeout", "ConnectError", "NewConnectionError",
        "MaxRetryError", "NameResolutionError", "ClientConnectorError",
    ];

    private static readonly string[] NetworkWords =
        ["Network is unreachable", "Temporary failure in name resolution", "Name or service not known", "No address associated with hostname"];

    /// <summary>The first re-run takes the red tests by themselves; the second one every test of their files, in order.</summary>
    public static async Task<TriagedSuite> TriageAsync(ITestBed bed, TestRun baseline, CancellationToken cancellationToken)
    {
        TestResult[] red = [.. baseline.Red];
        if (red.Length == 0)
            return new TriagedSuite(baseline, [], new FlakyTests([]), [], baseline.Problem);

        // A test that hung was confirmed with the run that found it; waiting for it twice more would tell nothing.
        TestName[] again = [.. red.Where(r => r.Outcome != TestOutcome.TimedOut).Select(r => r.Name)];
        var outcomes = red.ToDictionary(r => r.Name, r => new List<TestOutcome> { r.Outcome });
        if (again.Length > 0)
        {
            await AgainAsync(bed, again, outcomes, cancellationToken);
            var files = again.Select(FileOf).ToHashSet();
            var hanging = red.Where(r => r.Outcome == TestOutcome.TimedOut).Select(r => r.Name).ToHashSet();
            TestName[] neighbours = [.. baseline.Results.Select(r => r.Name).Where(n => files.Contains(FileOf(n)) && !hanging.Contains(n))];
            await AgainAsync(bed, neighbours, outcomes, cancellationToken);
        }

        var flaky = red.Where(r => outcomes[r.Name].Exists(o => !IsRed(o)))
            .Select(r => new FlakyTest(r.Name, outcomes[r.Name])).ToArray();
        var unstable = flaky.Select(f => f.Name).ToHashSet();
        var steady = red.Where(r => !unstable.Contains(r.Name)).ToLookup(WantsNetwork);
        return new TriagedSuite(baseline, [.. steady[false]], new FlakyTests(flaky), [.. steady[true]], baseline.Problem);
    }

    private static async Task AgainAsync(
        ITestBed bed, TestName[] names, Dictionary<TestName, List<TestOutcome>> outcomes, CancellationToken cancellationToken)
    {
        var run = await bed.RunAsync(names, null, cancellationToken);
        foreach (var result in run.Results)
        {
            if (outcomes.TryGetValue(result.Name, out var seen))
                seen.Add(result.Outcome);
        }
    }

    private static bool WantsNetwork(TestResult result) =>
        result.Failure is { } failure
        && (NetworkExceptions.Contains(failure.Exception)
            || NetworkWords.Any(w => failure.Message.Contains(w, StringComparison.Ordinal)));

    private static bool IsRed(TestOutcome outcome) => outcome is not (TestOutcome.Passed or TestOutcome.Skipped);

    private static string FileOf(TestName name) => name.Value.Split("::")[0];
}
