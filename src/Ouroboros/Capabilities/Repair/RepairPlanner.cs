using System.Text;
using System.Text.Json;
using Ouroboros.Runs;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Goals;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Localisation;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.Baselines;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Measures the suite as it stands, tells failing tests from flaky ones, and ranks where the fault may lie.</summary>
internal sealed class RepairPlanner(
    SnapshotTaker camera, ProjectKinds kinds, IBaselineMemo baselines, RunLog log) : IPlanner
{
    private const int RecordedSuspects = 20;

    public async Task<WorkPlan> PlanAsync(Goal goal, CancellationToken cancellationToken)
    {
        var repair = (RepairGoal)goal;
        var plan = new RepairPlan(goal, await camera.TakeAsync(goal.Workspace, cancellationToken));
        var found = await kinds.DetectAsync(plan.Snapshot, TestOptionsOf(repair.Options), cancellationToken);
        if (found.Project is not { } project)
            return plan with { Concluded = new Conclusion(found.PartIsMissing ? RunResult.PartMissing : RunResult.NotAchieved, found.Problem!) };

        var bed = project.Open();
        try
        {
            plan = plan with { Bed = bed, Semantics = project.Semantics };
            var key = KeyOf(plan, repair.Options, bed);
            return await RecalledAsync(plan, bed, key, cancellationToken) ?? await MeasureAsync(plan, bed, key, cancellationToken);
        }
        catch
        {
            await bed.DisposeAsync();
            throw;
        }
    }

    private async Task<RepairPlan> MeasureAsync(RepairPlan plan, ITestBed bed, string key, CancellationToken cancellationToken)
    {
        var baseline = await bed.RunAsync(null, null, cancellationToken);
        using var needless = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tracing = bed.RunsSeveralAtOnce && baseline.Red.Any() ? bed.TraceAsync(null, needless.Token) : null;
        try
        {
            return await TriagedAsync(plan, bed, key, baseline, tracing, cancellationToken);
        }
        finally
        {
            await needless.CancelAsync();
            if (tracing is not null)
                await ((Task)tracing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<RepairPlan> TriagedAsync(
        RepairPlan plan, ITestBed bed, string key, TestRun baseline, Task<TestTrace>? tracing, CancellationToken cancellationToken)
    {
        var triaged = await SuiteTriage.TriageAsync(bed, baseline, cancellationToken);
        plan = plan with
        {
            Baseline = triaged.Baseline, Failing = triaged.Failing, Flaky = [.. triaged.Flaky.Tests.Select(t => t.Name)],
        };
        await log.RecordAsync(PlanEvents.TestsMeasured, Fact(plan, bed), cancellationToken);
        if (Conclude(plan, triaged) is { } conclusion)
            return plan with { Concluded = conclusion };

        var trace = await (tracing ?? bed.TraceAsync(null, cancellationToken));
        if (bed.Memory is { } memory && plan.Baseline.Problem is null)
            await baselines.KeepAsync(key, new SuiteMeasure(plan.Baseline, [.. plan.Failing.Select(f => f.Name)], plan.Flaky, trace, memory), cancellationToken);

        return await LocalisedAsync(plan with { Trace = trace }, cancellationToken);
    }

    /// <summary>The plan as it was made for the same files and the same way of testing, or null.</summary>
    private async Task<RepairPlan?> RecalledAsync(RepairPlan plan, ITestBed bed, string key, CancellationToken cancellationToken)
    {
        if (await baselines.RecallAsync(key, cancellationToken) is not { } known)
            return null;

        bed.Memory = known.Memory;
        plan = plan with
        {
            Baseline = known.Baseline, Flaky = known.Flaky, Trace = known.Trace,
            Failing = [.. known.Baseline.Results.Where(r => known.Failing.Contains(r.Name))],
            Forget = token => baselines.ForgetAsync(key, token),
        };
        await log.RecordAsync(PlanEvents.TestsMeasured, Fact(plan, bed) with { Remembered = true }, cancellationToken);
        return await LocalisedAsync(plan, cancellationToken);
    }

    private async Task<RepairPlan> LocalisedAsync(RepairPlan plan, CancellationToken cancellationToken)
    {
        plan = plan with { Suspects = SpectrumLocaliser.Localise(plan.Trace, plan.Failing) };
        await log.RecordAsync(PlanEvents.SuspectsRanked, Fact(plan.Suspects), cancellationToken);
        return plan.Suspects.Count > 0 ? plan : plan with
        {
            Concluded = new Conclusion(
                RunResult.NotAchieved,
                $"{plan.Failing.Count} failing tests ran no line of the project outside its tests, so there is nothing to edit. Look at {plan.Failing[0].Name} itself."),
        };
    }

    private static Conclusion? Conclude(RepairPlan plan, TriagedSuite triaged)
    {
        if (plan.Failing.Count > 0)
            return null;

        if (triaged.Problem is { } problem)
            return new Conclusion(RunResult.NotAchieved, problem);

        if (plan.Baseline.Results.Count == 0)
            return new Conclusion(RunResult.NotAchieved, $"No test ran beneath {plan.Snapshot.Root}. Name the command that runs them: --test CMD");

        if (plan.Flaky.Count > 0)
            return new Conclusion(RunResult.NotAchieved, $"Only flaky tests fail, and those are not repaired: {string.Join(", ", plan.Flaky)}.");

        if (triaged.Unreachable.Count > 0)
            return new Conclusion(RunResult.NotAchieved, $"Only tests that want the network fail, which they do not have here: {string.Join(", ", triaged.Unreachable.Select(r => r.Name))}.");

        return new Conclusion(RunResult.Achieved, $"Nothing to repair: {plan.Baseline.Results.Count(r => r.Outcome == TestOutcome.Passed)} tests pass.");
    }

    private static TestOptions TestOptionsOf(RepairOptions options)
    {
        var tests = new TestOptions
        {
            Python = options.Python, TestCommand = options.TestCommand, TestTimeout = TimeSpan.FromSeconds(options.TestTimeout),
        };
        return options.Seats > 0 ? tests with { Cores = options.Seats } : tests;
    }

    // Whatever else a machine may change between two runs, its interpreter among it, stands in the bed's description or is found out by the gate.
    private static string KeyOf(RepairPlan plan, RepairOptions options, ITestBed bed) => ContentHash.Of(Encoding.UTF8.GetBytes(
        $"{plan.Snapshot.TreeHash.Hex}\n{bed.Description}\n{JsonSerializer.Serialize(options with { Models = null }, RepairJson.Default.RepairOptions)}")).Hex;

    private static TestsMeasured Fact(RepairPlan plan, ITestBed bed) => new(
        bed.Description, plan.Snapshot.TreeHash.Hex, plan.Baseline.Results.Count,
        plan.Baseline.Results.Count(r => r.Outcome == TestOutcome.Passed),
        [.. plan.Failing.Select(f => new FailingTest(f.Name.Value, f.Outcome.ToString(), f.Failure?.Exception ?? "", f.Failure?.Message ?? ""))],
        [.. plan.Flaky.Select(f => f.Value)], plan.Baseline.Duration.TotalSeconds);

    private static SuspectsRanked Fact(IReadOnlyList<Suspect> suspects) =>
        new(suspects.Count, [.. suspects.Take(RecordedSuspects).Select(s => new SuspectLine(s.Path.Value, s.Line, s.Score, s.Why))]);
}
