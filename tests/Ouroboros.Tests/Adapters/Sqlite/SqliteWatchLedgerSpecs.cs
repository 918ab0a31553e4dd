using Ouroboros.Runs;
using Ouroboros.Techniques.Watching;
using Ouroboros.Tests.Fakes;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Sqlite;

public sealed class SqliteWatchLedgerSpecs : IDisposable
{
    private readonly StoreFixture fixture = new();

    private IWatchLedger Ledger => fixture.Store.Watch;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task A_restarted_watch_knows_what_was_settled_and_how_often_it_failed()
    {
        await CycleAsync(new CycleEnd(RunResult.Achieved, "green", "tree 1"));
        await CycleAsync(new CycleEnd(RunResult.NotAchieved, "no patch", "tree 2"));
        await CycleAsync(CycleEnd.Trouble("no disk"));
        await CycleAsync(new CycleEnd(RunResult.LimitReached, "too long", "tree 3"));
        fixture.Reopen();

        var point = await Ledger.RecoverAsync("options", default);

        (point.Settled, point.Failures, point.CutOff).ShouldBe(("tree 3", 3, null));
        point.EndedAt.ShouldNotBeNull();
        (await Ledger.RecoverAsync("other options", default)).Settled.ShouldBeNull();
    }

    [Fact]
    public async Task A_cycle_that_never_ended_is_found_with_its_run()
    {
        await CycleAsync(new CycleEnd(RunResult.Achieved, "green", "tree 1"));
        var run = await fixture.BeginAsync();
        var cycle = await Ledger.BeginAsync("change", "options", default);
        await Ledger.NameRunAsync(cycle.Number, run, default);
        fixture.Reopen();

        var point = await Ledger.RecoverAsync("options", default);

        point.CutOff.ShouldBe(cycle with { Run = run });
        (point.Settled, point.IsAlike).ShouldBe(("tree 1", true));
        (await Ledger.RecoverAsync("other options", default)).IsAlike.ShouldBeFalse();
    }

    [Fact]
    public async Task The_standing_counts_all_cycles_and_tells_who_waits_for_what()
    {
        (await Ledger.StandingAsync(default)).ShouldBeNull();
        await CycleAsync(new CycleEnd(RunResult.Achieved, "nothing to repair", "a") { TestSeconds = 1, Passed = 9 });
        await CycleAsync(new CycleEnd(RunResult.Achieved, "mended", "b") { TestSeconds = 3, Failing = 1, FilesModified = 1 });
        await CycleAsync(new CycleEnd(RunResult.NeedsHuman, "waits", "c"));
        await CycleAsync(new CycleEnd(RunResult.NotAchieved, "none", "d"));
        await CycleAsync(CycleEnd.Trouble("no disk"));
        await Ledger.WaitAsync(new WatchWait("changes", null), default);

        var standing = await Ledger.StandingAsync(default);

        standing!.Totals.ShouldBe(new WatchTotals(5, 1, 1, 1, 1, 1, 2));
        (standing.IsAlive, standing.Wait, standing.Last!.Number).ShouldBe((true, new WatchWait("changes", null), 5));
        standing.LastEnd!.Reason.ShouldBe("no disk");
    }

    [Fact]
    public async Task A_watch_that_waits_for_its_first_time_is_known_too()
    {
        var wait = new WatchWait("its time", new DateTimeOffset(2026, 1, 21, 12, 0, 0, TimeSpan.Zero));

        await Ledger.WaitAsync(wait, default);

        var standing = await Ledger.StandingAsync(default);
        (standing!.IsAlive, standing.Wait, standing.Last, standing.Totals.Cycles).ShouldBe((true, wait, null, 0L));
    }

    [Fact]
    public async Task Nothing_is_recovered_where_nobody_watched() =>
        (await Ledger.RecoverAsync("options", default)).ShouldBe(new RecoveryPoint(null, 0, null, null));

    [Fact]
    public async Task Cycles_of_an_older_ouro_are_kept_and_counted_on()
    {
        await fixture.Store.Database.WriteAsync(
            session =>
            {
                session.Execute("DROP TABLE watch_cycles");
                session.Execute("DROP TABLE watches");
                session.Execute(Migration("0005-watch.sql"));
                session.Execute("INSERT INTO watch_cycles (number, cause, tree, options, begun_at, ended_at, result, reason, settled, test_seconds) "
                    + "VALUES (7, 'start', 'tree', 'options', '2026-01-21T10:30:00.0000000+00:00', '2026-01-21T10:31:00.0000000+00:00', 0, 'green', 'tree 7', 1.5)");
                session.Execute("DROP TABLE calls; DROP TABLE answers");
                session.Execute("ALTER TABLE runs DROP COLUMN steps; ALTER TABLE runs DROP COLUMN tokens; ALTER TABLE runs DROP COLUMN money");
                session.Execute("PRAGMA user_version = 6");
            },
            default);
        fixture.Reopen();

        (await Ledger.RecoverAsync("options", default)).Settled.ShouldBe("tree 7");
        (await Ledger.BeginAsync("change", "options", default)).Number.ShouldBe(8);
    }

    private static string Migration(string name)
    {
        using var reader = new StreamReader(typeof(Ouroboros.Adapters.WorkspaceStore).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private async Task CycleAsync(CycleEnd end) => await Ledger.EndAsync((await Ledger.BeginAsync("change", "options", default)).Number, end, default);
}
