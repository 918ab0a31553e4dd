using Ouroboros.Runs;
using Ouroboros.Stages.Learn;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Review;
using Ouroboros.Tests.Fakes;
using Shouldly;

namespace Ouroboros.Tests;

public sealed class PipelineSpecs
{
    private static readonly ApprovalPolicy Auto = new() { AutoApply = true };

    private readonly MemoryJournal journal = new(TimeProvider.System, new Random(1));

    [Fact]
    public async Task The_first_candidate_that_passes_the_gates_is_released()
    {
        var stages = new FakeStages
        {
            Found = [FakeStages.Candidate("one"), FakeStages.Candidate("two"), FakeStages.Candidate("three")],
            Refused = new HashSet<string> { "one" },
        };

        var outcome = await RunAsync(stages, Auto);

        stages.Released.ShouldBe(["two"]);
        outcome.Ending!.Result.ShouldBe(RunResult.Achieved);
    }

    [Fact]
    public async Task Nothing_lands_when_every_candidate_is_refused()
    {
        var stages = new FakeStages { Found = [FakeStages.Candidate("one")], Refused = new HashSet<string> { "one" } };

        var outcome = await RunAsync(stages, Auto);

        stages.Released.ShouldBeEmpty();
        outcome.Ending!.Result.ShouldBe(RunResult.NotAchieved);
        outcome.Ending.Reason.ShouldContain("fake: as told");
    }

    [Fact]
    public async Task Nothing_lands_when_the_budget_runs_out()
    {
        var outcome = await RunAsync(new FakeStages { Exhausted = "the limit of 5 candidates" }, Auto);

        outcome.Ending!.Result.ShouldBe(RunResult.LimitReached);
        outcome.Ending.Reason.ShouldContain("the limit of 5 candidates");
    }

    [Theory]
    [InlineData(true, true, 0.1, "dry run")]
    [InlineData(false, false, 0.1, "--auto-apply")]
    [InlineData(false, true, 0.9, "above the limit")]
    public async Task Without_leave_a_patch_waits_for_a_person(bool dryRun, bool autoApply, double risk, string because)
    {
        var stages = new FakeStages { Found = [FakeStages.Candidate("one")], Risk = risk };

        var outcome = await RunAsync(stages, new ApprovalPolicy { DryRun = dryRun, AutoApply = autoApply });

        stages.Released.ShouldBeEmpty();
        outcome.Ending!.Result.ShouldBe(RunResult.NeedsHuman);
        outcome.Ending.Reason.ShouldContain(because);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_patch_that_leaves_a_test_red_waits_for_a_person_unless_parts_are_allowed(bool partial)
    {
        var stages = new FakeStages { Found = [FakeStages.Candidate("one")], Remaining = ["t.py::test_b"] };

        var outcome = await RunAsync(stages, Auto with { Partial = partial });

        stages.Released.ShouldBe(partial ? ["one"] : []);
        outcome.Ending!.Result.ShouldBe(partial ? RunResult.NotAchieved : RunResult.NeedsHuman);
        outcome.Ending.Reason.ShouldContain(partial ? "t.py::test_b is still red: nobody knows how" : "leaves t.py::test_b red; a part of the repair is applied only with --partial");
    }

    [Fact]
    public async Task A_plan_that_concludes_ends_the_run_there()
    {
        var stages = new FakeStages { Concluded = new Conclusion(RunResult.PartMissing, "no pytest") };

        var outcome = await RunAsync(stages, Auto);

        outcome.Ending.ShouldBe(new RunEnding(RunResult.PartMissing, "no pytest", 0));
        stages.Lessons.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_release_that_is_refused_is_an_answer_and_not_a_crash()
    {
        var stages = new FakeStages { Found = [FakeStages.Candidate("one")], ReleaseRefusal = "a.py changed meanwhile" };

        var outcome = await RunAsync(stages, Auto);

        outcome.Ending.ShouldBe(new RunEnding(RunResult.NotAchieved, "a.py changed meanwhile", 0));
    }

    [Fact]
    public async Task The_journal_tells_the_stages_in_order()
    {
        var outcome = await RunAsync(new FakeStages { Found = [FakeStages.Candidate("one")] }, Auto);

        var events = await journal.ReadAsync(outcome.Goal.Run, CancellationToken.None);
        events.Where(e => e.Kind == "stage.entered").Select(e => e.Is(RunEvents.StageEntered, out var entered) ? entered.Stage : "")
            .ShouldBe(["plan", "build", "validate", "review", "release", "learn"]);
    }

    private async Task<Outcome> RunAsync(FakeStages stages, ApprovalPolicy policy)
    {
        var run = await journal.BeginAsync(new RunRequest("fake", "fake", "/fake", 1, "{}", new Limits()), CancellationToken.None);
        var goal = new FakeGoal { Run = run.Id, Seed = 1, Limits = new Limits() };
        var pipeline = new Pipeline(
            stages.Set, new ApprovalRule(policy, null), new RunLog(run.Id, journal, []), TimeProvider.System);
        return await pipeline.RunAsync(goal, CancellationToken.None);
    }
}
