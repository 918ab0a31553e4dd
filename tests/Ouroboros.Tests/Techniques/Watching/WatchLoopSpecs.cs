using Ouroboros.Runs;
using Ouroboros.Techniques.Patience;
using Ouroboros.Techniques.Secrets;
using Ouroboros.Techniques.Watching;
using Ouroboros.Tests.Fakes;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Watching;

public sealed class WatchLoopSpecs : IDisposable
{
    private static readonly Backoff Plain = Backoff.Default with { Spread = 0 };

    private readonly SetClock clock = new() { Hurries = true };
    private readonly CancellationTokenSource stop = new();
    private readonly FakeLedger ledger = new();
    private readonly FakeChanges changes = new();
    private readonly FakeWork work = new();

    public void Dispose() => stop.Dispose();

    [Fact]
    public async Task Files_that_are_as_they_were_left_make_no_work()
    {
        ledger.Point = new RecoveryPoint("a", 0, null, null);

        await WatchAsync(Save, Save, () => SaveAs("b"));

        ledger.Ended.Select(e => e.Cycle.Cause).ShouldBe(["change"]);
        work.Looked.ShouldBe(["b"]);
    }

    [Fact]
    public async Task The_watchs_own_patch_is_no_reason_to_work_again()
    {
        work.Ends.Enqueue(() =>
        {
            SaveAs("patched");
            return Green("patched");
        });

        await WatchAsync(Save);

        ledger.Ended.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_person_changed_beside_the_patch_is_looked_at()
    {
        work.Ends.Enqueue(() =>
        {
            SaveAs("patched and more");
            return new CycleEnd(RunResult.Achieved, "mended", null);
        });

        await WatchAsync();

        work.Looked.ShouldBe(["a", "patched and more"]);
    }

    [Fact]
    public async Task Failures_in_a_row_hold_the_next_cycle_back_longer_and_longer_until_one_succeeds()
    {
        for (var i = 0; i < 7; i++)
            work.Ends.Enqueue(() => new CycleEnd(RunResult.NotAchieved, "no patch", work.Tree));

        var held = new List<double>();
        var began = DateTimeOffset.MinValue;
        work.OnBegin = () =>
        {
            if (ledger.Ended.Count > 0)
                held.Add((clock.GetUtcNow() - began).TotalSeconds);

            began = clock.GetUtcNow();
        };

        // Each change is gathered for the same moment, which is no part of what is held back.
        await WatchAsync([.. Enumerable.Range(0, 9).Select(i => (Action)(() => SaveAs($"{i}")))], waits: "changes");

        held.Select(h => Math.Round(h)).ShouldBe([1, 2, 4, 8, 10, 10, 10, 0, 0]);
    }

    [Fact]
    public async Task Trouble_is_tried_again_by_itself_but_not_for_ever()
    {
        work.Always = () => throw new IOException("the disk is full");

        await WatchAsync();

        ledger.Ended.Count.ShouldBe(8);
        ledger.Ended.ShouldAllBe(e => e.End.Reason == "the disk is full" && e.End.Result == null);
        ledger.Ended.Select(e => e.Cycle.Cause).ShouldBe(["start", .. Enumerable.Repeat("retry", 7)]);
    }

    [Fact]
    public async Task No_secret_is_in_what_a_cycle_says_of_its_end()
    {
        work.Ends.Enqueue(() => new CycleEnd(RunResult.NotAchieved, "no: hunter2-hunter2", null));
        work.Ends.Enqueue(() => throw new IOException("cannot open /srv/hunter2-hunter2"));

        await WatchAsync();

        ledger.Ended.Select(e => e.End.Reason).ShouldBe(["no: [redacted:known-secret]", "cannot open /srv/[redacted:known-secret]", "green"]);
    }

    [Fact]
    public async Task Files_that_no_cycle_settles_are_let_be_after_so_many_tries_whatever_the_cycles_call_their_end()
    {
        work.Always = () => new CycleEnd(RunResult.NotAchieved, "the disk is full", null);

        await WatchAsync(() => SaveAs("b"));

        work.Looked.ShouldBe([.. Enumerable.Repeat("a", 8), .. Enumerable.Repeat("b", 8)]);
    }

    [Fact]
    public async Task A_cycle_that_was_cut_off_is_gone_on_with_before_anything_else()
    {
        RunId.TryParse("gen_20260121_103000_a1b2c3", out var run).ShouldBeTrue();
        ledger.Point = new RecoveryPoint("a", 0, null, new WatchCycle(7, "change", clock.GetUtcNow(), run));

        await WatchAsync();

        ledger.Ended.Select(e => (e.Cycle.Number, e.Cycle.Cause, e.Cycle.Run)).ShouldBe([(7, "recovery", run)]);
    }

    [Fact]
    public async Task What_a_cut_off_cycle_of_other_options_comes_to_settles_nothing()
    {
        RunId.TryParse("gen_20260121_103000_a1b2c3", out var run).ShouldBeTrue();
        ledger.Point = new RecoveryPoint(null, 0, null, new WatchCycle(7, "change", clock.GetUtcNow(), run)) { IsAlike = false };

        await WatchAsync();

        ledger.Ended.Select(e => (e.Cycle.Cause, e.End.Settled)).ShouldBe([("recovery", null), ("retry", "a")]);
    }

    [Fact]
    public async Task A_watch_stopped_in_a_cycle_leaves_it_open_for_the_next_one()
    {
        work.Ends.Enqueue(() =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        });

        await WatchAsync();

        ledger.Begun.ShouldBe(1);
        ledger.Ended.ShouldBeEmpty();
    }

    [Fact]
    public async Task By_cron_it_looks_at_its_times_and_changes_do_not_matter()
    {
        ledger.Point = new RecoveryPoint("a", 0, null, null);
        var schedule = new WatchSchedule(null, CronSchedule.Parse("0 */6 * * *"));

        await WatchAsync([Save, () => work.Tree = "b", () => { }], schedule: schedule, waits: "its time");

        ledger.Ended.Select(e => e.Cycle.Cause).ShouldBe(["schedule"]);
        clock.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 1, 22, 0, 0, 0, TimeSpan.Zero));
        changes.Waited.ShouldBe(0);
    }

    [Fact]
    public async Task By_cron_neither_a_start_nor_trouble_is_a_reason_to_look_before_its_time()
    {
        var begun = new List<DateTimeOffset>();
        work.OnBegin = () => begun.Add(clock.GetUtcNow());
        work.Ends.Enqueue(() => throw new IOException("the disk is full"));

        await WatchAsync([() => { }, () => { }, () => { }], schedule: new WatchSchedule(null, CronSchedule.Parse("0 */6 * * *")), waits: "its time");

        begun.ShouldBe([new DateTimeOffset(2026, 1, 21, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 21, 18, 0, 0, TimeSpan.Zero)]);
        ledger.Ended.Select(e => e.Cycle.Cause).ShouldBe(["schedule", "schedule"]);
    }

    [Fact]
    public async Task By_cron_a_cycle_that_was_cut_off_is_gone_on_with_at_once()
    {
        ledger.Point = new RecoveryPoint("b", 0, null, new WatchCycle(7, "schedule", clock.GetUtcNow(), null));

        await WatchAsync([() => { }], schedule: new WatchSchedule(null, CronSchedule.Parse("0 */6 * * *")), waits: "its time");

        ledger.Ended.Select(e => e.Cycle.Cause).ShouldBe(["recovery"]);
        clock.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 1, 21, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task An_interval_finds_what_the_file_system_did_not_tell()
    {
        ledger.Point = new RecoveryPoint("a", 0, null, null);

        await WatchAsync([() => work.Tree = "b", () => { }], schedule: new WatchSchedule(TimeSpan.FromSeconds(30), null));

        ledger.Ended.Select(e => e.Cycle.Cause).ShouldBe(["schedule"]);
    }

    private static CycleEnd Green(string tree) => new(RunResult.Achieved, "green", tree);

    private void Save() => changes.Signal();

    private void SaveAs(string tree)
    {
        work.Tree = tree;
        changes.Signal();
    }

    private Task WatchAsync(params Action[] script) => WatchAsync(script, null);

    /// <summary>Does one thing of the script each time the watch begins to wait, and stops it when there is none left.</summary>
    private async Task WatchAsync(Action[] script, WatchSchedule? schedule = null, string waits = "changes")
    {
        var next = 0;
        ledger.OnWait = wait =>
        {
            if (wait.For != waits)
                return;

            if (next < script.Length)
                script[next++]();
            else
                stop.Cancel();
        };
        var loop = new WatchLoop(
            work, ledger, changes, new Silent(), schedule ?? new WatchSchedule(null, null), Plain, "options", new SecretRedactor(["hunter2-hunter2"]), clock, new Random(1));

        await Should.ThrowAsync<OperationCanceledException>(() => loop.RunAsync(null, stop.Token).WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
