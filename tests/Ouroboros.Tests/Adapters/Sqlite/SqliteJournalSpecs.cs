using Ouroboros.CrashHost;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Sqlite;

public sealed class SqliteJournalSpecs : IDisposable
{
    private readonly StoreFixture fixture = new();

    private IRunJournal Journal => fixture.Store.Journal;

    [Fact]
    public async Task A_run_is_found_again_as_it_was_begun_after_a_restart()
    {
        var limits = new Limits { WallTime = TimeSpan.FromSeconds(90), Candidates = 7, Fuel = long.MaxValue, Steps = 30, Tokens = 1L << 40, Money = 0.1000001m };
        var request = new RunRequest("repair", "mend it — ünïcode\n", fixture.Tree.Path, long.MinValue, """{"a":1}""", limits);
        var begun = await Journal.BeginAsync(request, default);

        fixture.Reopen();
        var found = await Journal.FindAsync(begun.Id, default);

        found.ShouldBe(begun);
        found!.Request.Limits.Money.ShouldBe(0.1000001m);
        found.State.ShouldBe(RunState.Working);
    }

    [Fact]
    public async Task Events_come_back_in_order_with_their_payloads()
    {
        var run = await fixture.BeginAsync();
        foreach (var stage in (string[])["plan", "build", "validate"])
            await Journal.AppendAsync(run, RunEvents.StageEntered, new StageEntered(stage), default);

        fixture.Reopen();
        var events = await Journal.ReadAsync(run, default);

        events.Select(e => e.Sequence).ShouldBe([1, 2, 3]);
        events.Select(e => e.Is(RunEvents.StageEntered, out var entered) ? entered.Stage : "?").ShouldBe(["plan", "build", "validate"]);
    }

    [Fact]
    public async Task An_ended_run_says_how_and_can_be_reopened()
    {
        var run = await fixture.BeginAsync();
        var ending = new RunEnding(RunResult.LimitReached, "the time limit", 0);

        await Journal.EndAsync(run, ending, default);
        var ended = (await Journal.FindAsync(run, default))!;
        await Journal.ReopenAsync(run, default);
        var reopened = (await Journal.FindAsync(run, default))!;

        (ended.State, ended.Ending, ended.EndedAt is null).ShouldBe((RunState.Ended, ending, false));
        (reopened.State, reopened.Ending, reopened.EndedAt).ShouldBe((RunState.Working, null, null));
    }

    [Fact]
    public async Task What_a_run_came_to_stands_whoever_would_end_it_again()
    {
        var run = await fixture.BeginAsync();
        var ending = new RunEnding(RunResult.Achieved, "mended", 1);
        await Journal.EndAsync(run, ending, default);

        await Should.ThrowAsync<InvalidOperationException>(() => Journal.EndAsync(run, new RunEnding(RunResult.NotAchieved, "the disk is full", 0), default));

        (await Journal.FindAsync(run, default))!.Ending.ShouldBe(ending);
    }

    [Fact]
    public async Task The_list_is_newest_first_and_limited()
    {
        var runs = new List<RunId>();
        for (var i = 0; i < 5; i++)
            runs.Add(await fixture.BeginAsync());

        var listed = await Journal.ListAsync(3, default);

        runs.Distinct().Count().ShouldBe(5);
        listed.Select(r => r.Id).ShouldBe([runs[4], runs[3], runs[2]]);
    }

    [Fact]
    public async Task An_event_of_an_unknown_run_is_refused()
    {
        RunId.TryParse("gen_20260101_000000_abcdef", out var stranger).ShouldBeTrue();

        await Should.ThrowAsync<WorkspaceException>(() => Journal.AppendAsync(stranger, RunEvents.StageEntered, new StageEntered("plan"), default));
        await Should.ThrowAsync<WorkspaceException>(() => Journal.EndAsync(stranger, new RunEnding(RunResult.Achieved, "", 0), default));
        (await Journal.FindAsync(stranger, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_run_of_another_process_works_while_that_lives_and_is_interrupted_when_it_is_killed()
    {
        using var host = Victim.Start(null, "work", fixture.Tree.Path);
        RunId.TryParse(host.Hear(), out var run).ShouldBeTrue();

        var alive = (await Journal.FindAsync(run, default))!.State;
        var taken = await Should.ThrowAsync<WorkspaceException>(() => Journal.ReopenAsync(run, default));
        host.Kill();
        host.WaitForExit();
        var dead = (await Journal.FindAsync(run, default))!.State;
        await Journal.ReopenAsync(run, default);

        alive.ShouldBe(RunState.Working);
        taken.Message.ShouldContain("being worked on");
        dead.ShouldBe(RunState.Interrupted);
        (await Journal.FindAsync(run, default))!.State.ShouldBe(RunState.Working);
    }

    [Fact]
    public async Task Two_processes_write_to_one_journal_and_nothing_is_lost()
    {
        var run = await fixture.BeginAsync();

        using var first = Victim.Start(null, "append", fixture.Tree.Path, run.Value, "40");
        using var second = Victim.Start(null, "append", fixture.Tree.Path, run.Value, "40");
        for (var i = 0; i < 40; i++)
            await Journal.AppendAsync(run, RunEvents.StageEntered, new StageEntered($"own {i}"), default);

        first.WaitForExit().ShouldBe(0);
        second.WaitForExit().ShouldBe(0);
        var events = await Journal.ReadAsync(run, default);
        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, 120).Select(i => (long)i));
        events.Select(e => e.Json).Distinct().Count().ShouldBe(120);
    }

    [Fact]
    public async Task Screenings_are_remembered_per_run()
    {
        var run = await fixture.BeginAsync();
        var other = await fixture.BeginAsync();
        var screening = new Screening(
            new PatchHash(new string('a', 64)), ScreeningOutcome.BreaksPassing, new TestName("t.py::test_x[a b]"),
            [new TestName("t.py::one"), new TestName("t.py::two")], 12345, TimeSpan.FromMilliseconds(1.5));
        var bare = screening with { Patch = new PatchHash(new string('b', 64)), DecidedBy = null, Turned = [] };

        await fixture.Store.Screenings.RememberAsync(run, "", [screening, bare], default);
        await fixture.Store.Screenings.RememberAsync(run, "", [screening], default);
        fixture.Reopen();
        var recalled = await fixture.Store.Screenings.RecallAsync(run, "", default);

        recalled.Count.ShouldBe(2);
        recalled[screening.Patch].Turned.ShouldBe(screening.Turned);
        (recalled[screening.Patch] with { Turned = screening.Turned }).ShouldBe(screening);
        recalled[bare.Patch].DecidedBy.ShouldBeNull();
        (await fixture.Store.Screenings.RecallAsync(other, "", default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_panel_of_a_run_has_verdicts_of_its_own()
    {
        var run = await fixture.BeginAsync();
        var screening = new Screening(new PatchHash(new string('a', 64)), ScreeningOutcome.StillFailing, new TestName("one"), [], 1, TimeSpan.Zero);

        await fixture.Store.Screenings.RememberAsync(run, "", [screening], default);
        await fixture.Store.Screenings.RememberAsync(run, "cause", [screening with { Outcome = ScreeningOutcome.Plausible, DecidedBy = null }], default);

        (await fixture.Store.Screenings.RecallAsync(run, "", default))[screening.Patch].Outcome.ShouldBe(ScreeningOutcome.StillFailing);
        (await fixture.Store.Screenings.RecallAsync(run, "cause", default))[screening.Patch].Outcome.ShouldBe(ScreeningOutcome.Plausible);
    }

    public void Dispose() => fixture.Dispose();
}
