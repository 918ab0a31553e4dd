using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Testing;

namespace Ouroboros.Capabilities.Repair;

/// <summary>
/// Runs the whole suite once in fresh processes, as a person would. What the candidate shall mend must be green, nothing else may turn
/// red, and no test may be gone; what it leaves red, the review tells. A suite that objects is heard twice more: a test that was green in most of the runs is unsteady, not broken.
/// </summary>
public sealed class SuiteGate(TimeProvider clock) : IGate
{
    // Asked once for each plan, whatever the number of candidates.
    private (RepairPlan Plan, string? Objection)? confirmed;

    public string Name => "tests";

    public async Task<GateResult> JudgeAsync(Candidate candidate, WorkPlan plan, CancellationToken cancellationToken)
    {
        if (plan is not RepairPlan { Bed: { } bed } repair)
            return new GateResult(Name, GateStatus.Failed, "There is no test bed to run the suite on.", TimeSpan.Zero);

        var started = clock.GetTimestamp();
        if (await OutOfDateAsync(repair, bed, cancellationToken) is { } gone)
            return new GateResult(Name, GateStatus.Failed, gone, clock.GetElapsedTime(started));

        var run = await bed.RunAsync(null, candidate.Patch, cancellationToken);
        var objection = Objection(candidate, repair, run);
        var unsteady = "";
        if (objection is not null && await SteadyAsync(bed, candidate, repair, run, cancellationToken) is { } steady)
        {
            run = steady;
            unsteady = $"; unsteady: {objection}";
            objection = null;
        }

        var status = objection is null ? GateStatus.Passed : GateStatus.Failed;
        var detail = objection ?? $"{run.Results.Count(r => r.Outcome == TestOutcome.Passed)} passed, {repair.Failing.Count(f => TestPresence.IsGreen(f.Name, run))} of them red before{unsteady}";
        return new GateResult(Name, status, detail, clock.GetElapsedTime(started)) { Tests = run };
    }

    /// <summary>A second run to stand for the patch, when it and a third have no objection of their own; else null.</summary>
    private static async Task<TestRun?> SteadyAsync(
        ITestBed bed, Candidate candidate, RepairPlan repair, TestRun first, CancellationToken cancellationToken)
    {
        // A test that the patch was meant to mend must be mended every time.
        if (first.Problem is not null || StillRed(candidate, repair, ByName(first)) is not null)
            return null;

        var second = await bed.RunAsync(null, candidate.Patch, cancellationToken);
        if (Objection(candidate, repair, second) is not null)
            return null;

        var third = await bed.RunAsync(null, candidate.Patch, cancellationToken);
        return Objection(candidate, repair, third) is null ? second : null;
    }

    /// <summary>A remembered suite may have changed without its files. What a patch shall mend must be red now, without it.</summary>
    private async Task<string?> OutOfDateAsync(RepairPlan plan, ITestBed bed, CancellationToken cancellationToken)
    {
        if (plan.Forget is not { } forget)
            return null;

        if (confirmed is { } before && ReferenceEquals(before.Plan, plan))
            return before.Objection;

        TestName[] asked = [.. plan.Failing.Where(f => f.Outcome != TestOutcome.TimedOut).Select(f => f.Name)];
        var now = asked.Length == 0 ? new TestRun([], TimeSpan.Zero, null) : await bed.RunAsync(asked, null, cancellationToken);
        var green = asked.Where(n => TestPresence.IsGreen(n, now)).Select(n => (TestName?)n).FirstOrDefault();
        var objection = green is { } test
            ? $"{test} passes now without any patch, though the files are as they were: what was remembered of the suite is out of date and forgotten; the next run measures it anew."
            : null;
        confirmed = (plan, objection);
        if (objection is not null)
            await forget(cancellationToken);

        return objection;
    }

    private static Dictionary<TestName, TestResult> ByName(TestRun run)
    {
        var results = new Dictionary<TestName, TestResult>();
        foreach (var result in run.Results)
            results[result.Name] = result;

        return results;
    }

    private static string? Objection(Candidate candidate, RepairPlan plan, TestRun run)
    {
        if (run.Problem is { } problem)
            return problem;

        var after = ByName(run);
        return StillRed(candidate, plan, after) ?? NoLongerGreen(plan, after) ?? NewlyRed(plan, run);
    }

    private static string? StillRed(Candidate candidate, RepairPlan plan, Dictionary<TestName, TestResult> after)
    {
        foreach (var test in plan.Failing)
        {
            // A failing import stands under its file's name; once mended, the file's tests stand there instead.
            if (!after.TryGetValue(test.Name, out var now) && !after.Keys.Any(n => TestPresence.IsWithin(n, test.Name)))
                return $"{test.Name} did not run any more.";

            if (now is { Outcome: not TestOutcome.Passed } && candidate.Mends?.Contains(test.Name) != false)
                return $"{test.Name} is still {Word(now.Outcome)}.";
        }

        return null;
    }

    private static string? NoLongerGreen(RepairPlan plan, Dictionary<TestName, TestResult> after)
    {
        foreach (var name in plan.Guarding)
        {
            if (!after.TryGetValue(name, out var now))
                return $"{name} passed before and did not run any more.";

            if (now.Outcome != TestOutcome.Passed)
                return $"{name} passed before and is {Word(now.Outcome)} now.";
        }

        return null;
    }

    private static string? NewlyRed(RepairPlan plan, TestRun run)
    {
        var known = plan.Baseline.Results.Select(r => r.Name).Concat(plan.Flaky).ToHashSet();
        return run.Red.FirstOrDefault(r => !known.Contains(r.Name)) is { } fresh
            ? $"{fresh.Name} appeared and is {Word(fresh.Outcome)}."
            : null;
    }

    private static string Word(TestOutcome outcome) => outcome switch
    {
        TestOutcome.TimedOut => "hanging",
        TestOutcome.Crashed => "crashing",
        TestOutcome.Skipped => "skipped",
        _ => "failing",
    };
}
