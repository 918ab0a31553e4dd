using Ouroboros.Capabilities.Repair;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Testing;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;
using TestResult = Ouroboros.Stages.Evidence.TestResult;

namespace Ouroboros.Tests.Capabilities.Repair;

public sealed class SuiteGateSpecs
{
    private const TestOutcome Green = TestOutcome.Passed, Red = TestOutcome.Failed;

    [Fact]
    public async Task A_mended_suite_passes_and_is_run_once()
    {
        var (result, runs) = await JudgeAsync(Suite(Green, Green));

        result.Status.ShouldBe(GateStatus.Passed);
        result.Detail.ShouldBe("2 passed, 1 of them red before");
        runs.ShouldBe(1);
    }

    [Fact]
    public async Task A_test_that_turned_red_refuses_the_patch_when_it_stays_red()
    {
        var (result, runs) = await JudgeAsync(Suite(Green, Red), Suite(Green, Red));

        result.Status.ShouldBe(GateStatus.Failed);
        result.Detail.ShouldBe("guard passed before and is failing now.");
        runs.ShouldBe(2);
    }

    [Fact]
    public async Task A_test_that_was_red_once_in_three_runs_is_unsteady_and_named()
    {
        var (result, runs) = await JudgeAsync(Suite(Green, Red), Suite(Green, Green), Suite(Green, Green));

        result.Status.ShouldBe(GateStatus.Passed);
        result.Detail.ShouldContain("unsteady: guard passed before and is failing now.");
        result.Tests!.IsGreen.ShouldBeTrue();
        runs.ShouldBe(3);
    }

    [Fact]
    public async Task A_test_that_was_red_twice_in_three_runs_refuses_the_patch()
    {
        var (result, _) = await JudgeAsync(Suite(Green, Red), Suite(Green, Green), Suite(Green, Red));

        result.Status.ShouldBe(GateStatus.Failed);
    }

    [Fact]
    public async Task A_test_to_be_mended_has_one_chance()
    {
        var (result, runs) = await JudgeAsync(Suite(Red, Green));

        result.Status.ShouldBe(GateStatus.Failed);
        result.Detail.ShouldBe("broken is still failing.");
        runs.ShouldBe(1);
    }

    [Fact]
    public async Task A_test_that_is_gone_refuses_the_patch()
    {
        TestRun[] gone = [Run(("broken", Green)), Run(("broken", Green))];

        var (result, _) = await JudgeAsync(gone);

        result.Detail.ShouldBe("guard passed before and did not run any more.");
    }

    [Fact]
    public async Task A_new_red_test_refuses_the_patch_and_a_flaky_one_does_not()
    {
        var (fresh, _) = await JudgeAsync(Run(("broken", Green), ("guard", Green), ("new", Red)), Run(("broken", Green), ("guard", Green), ("new", Red)));
        var (flaky, _) = await JudgeAsync(Run(("broken", Green), ("guard", Green), ("flaky", Red)));

        fresh.Detail.ShouldBe("new appeared and is failing.");
        flaky.Status.ShouldBe(GateStatus.Passed);
    }

    [Fact]
    public async Task Of_a_remembered_suite_the_failing_tests_are_run_without_the_patch_first()
    {
        var forgotten = 0;
        Task Forget(CancellationToken token) => Task.FromResult(++forgotten);

        var (red, runs) = await JudgeAsync(Forget, Run(("broken", Red)), Suite(Green, Green));
        var (green, _) = await JudgeAsync(Forget, Run(("broken", Green)));

        (red.Status, runs).ShouldBe((GateStatus.Passed, 2));
        green.Status.ShouldBe(GateStatus.Failed);
        green.Detail.ShouldContain("broken passes now without any patch");
        forgotten.ShouldBe(1);
    }

    private static Task<(GateResult Result, int Runs)> JudgeAsync(params TestRun[] runs) => JudgeAsync(null, runs);

    private static async Task<(GateResult Result, int Runs)> JudgeAsync(Func<CancellationToken, Task>? forget, params TestRun[] runs)
    {
        var project = new PatchedProject(new Dictionary<string, string> { ["a.py"] = "x = 1\n" });
        var bed = new ScriptedBed(runs);
        var plan = new RepairPlan(project.Plan.Goal, project.Snapshot)
        {
            Bed = bed, Baseline = Suite(Red, Green), Failing = [Result("broken", Red)], Flaky = [new TestName("flaky")], Forget = forget,
        };
        var result = await new SuiteGate(TimeProvider.System).JudgeAsync(project.Change("a.py", "x = 2\n"), plan, CancellationToken.None);
        return (result, bed.Runs);
    }

    private static TestRun Suite(TestOutcome broken, TestOutcome guard) => Run(("broken", broken), ("guard", guard));

    private static TestRun Run(params (string Name, TestOutcome Outcome)[] results) =>
        new([.. results.Select(r => Result(r.Name, r.Outcome))], TimeSpan.Zero, null);

    private static TestResult Result(string name, TestOutcome outcome) => new(new TestName(name), outcome, TimeSpan.Zero, 0, null);

    /// <summary>Gives the runs it was told to, one after the other.</summary>
    private sealed class ScriptedBed(IReadOnlyList<TestRun> runs) : ITestBed
    {
        public int Runs { get; private set; }

        public string Description => "a script";

        public Task<TestRun> RunAsync(IReadOnlyList<TestName>? selection, Patch? patch, CancellationToken cancellationToken) => Task.FromResult(runs[Runs++]);

        public Task<TestTrace> TraceAsync(IReadOnlyList<TestName>? selection, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ITrials> OpenTrialsAsync(TrialBrief brief, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }
}
