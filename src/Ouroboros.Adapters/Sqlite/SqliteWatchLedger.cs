using Ouroboros.Runs;
using Ouroboros.Techniques.Watching;

namespace Ouroboros.Adapters.Sqlite;

/// <summary>The cycles of a watch in the workspace's database.</summary>
public sealed class SqliteWatchLedger(Database database, TimeProvider clock) : IWatchLedger
{
    private const string Columns =
        "number, cause, begun_at, run, ended_at, result, reason, settled, passed, failing, test_seconds, files_modified, options";

    // More failures in a row than this hold a watch back no longer.
    private const int MostLookedAt = 40;

    public Task<RecoveryPoint> RecoverAsync(string options, CancellationToken cancellationToken) => database.ReadAsync(
        session =>
        {
            var lately = session.Query($"SELECT {Columns} FROM watch_cycles ORDER BY number DESC LIMIT {MostLookedAt}", ToEntry);
            if (lately.Count == 0)
                return new RecoveryPoint(null, 0, null, null);

            var ended = lately.SkipWhile(e => e.End is null).ToList();
            var settled = ended is [{ End: { } end } last, ..] && last.Options == options ? end.Settled : null;
            return new RecoveryPoint(
                settled, ended.TakeWhile(e => e.End is { HasFailed: true }).Count(), ended.FirstOrDefault()?.EndedAt,
                lately[0].End is null ? lately[0].Cycle : null)
            {
                IsAlike = lately[0].Options == options,
            };
        },
        cancellationToken);

    public Task<WatchCycle> BeginAsync(string cause, string options, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            var now = clock.GetUtcNow();
            session.Execute("INSERT INTO watch_cycles (cause, options, begun_at) VALUES (?1, ?2, ?3)", cause, options, now.ToString("O"));
            return new WatchCycle(session.LastRowId, cause, now, null);
        },
        cancellationToken);

    public Task NameRunAsync(long cycle, RunId run, CancellationToken cancellationToken) => database.WriteAsync(
        session => { session.Execute("UPDATE watch_cycles SET run = ?2 WHERE number = ?1", cycle, run.Value); }, cancellationToken);

    public Task EndAsync(long cycle, CycleEnd end, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            session.Execute(
                "UPDATE watch_cycles SET ended_at = ?2, result = ?3, reason = ?4, settled = ?5, passed = ?6, failing = ?7, test_seconds = ?8, files_modified = ?9 WHERE number = ?1",
                cycle, clock.GetUtcNow().ToString("O"), (int?)end.Result, end.Reason, end.Settled, end.Passed, end.Failing, end.TestSeconds, end.FilesModified);
        },
        cancellationToken);

    public Task WaitAsync(WatchWait? wait, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            session.Execute(
                "INSERT OR REPLACE INTO watches (id, process, waits_for, until) VALUES (1, ?1, ?2, ?3)",
                ProcessMark.Own.ToString(), wait?.For, wait?.Until?.ToString("O"));
        },
        cancellationToken);

    public Task<WatchStanding?> StandingAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session =>
        {
            var last = session.Query($"SELECT {Columns} FROM watch_cycles ORDER BY number DESC LIMIT 1", ToEntry).SingleOrDefault();
            var watches = session.Query("SELECT process, waits_for, until FROM watches", r => (
                IsAlive: ProcessMark.Parse(r.Text(0)) is { IsAlive: true },
                Wait: r.TextOrNull(1) is { } what ? new WatchWait(what, r.TimeOrNull(2)) : null));
            var (isAlive, wait) = watches is [var own] ? own : (false, null);
            return last is null && watches.Count == 0 ? null : new WatchStanding(isAlive, isAlive ? wait : null, Totals(session), last?.Cycle, last?.End);
        },
        cancellationToken);

    private static WatchTotals Totals(Session session) => session.Query(
        $"""
        SELECT count(*), coalesce(sum(result = {(int)RunResult.Achieved} AND files_modified = 0), 0), coalesce(sum(files_modified > 0), 0),
            coalesce(sum(result = {(int)RunResult.NeedsHuman}), 0),
            coalesce(sum(result IN ({(int)RunResult.NotAchieved}, {(int)RunResult.LimitReached}, {(int)RunResult.PartMissing}) AND files_modified = 0), 0),
            coalesce(sum(ended_at IS NOT NULL AND result IS NULL), 0), coalesce(avg(nullif(test_seconds, 0)), 0.0)
        FROM watch_cycles
        """,
        r => new WatchTotals(r.Integer(0), r.Integer(1), r.Integer(2), r.Integer(3), r.Integer(4), r.Integer(5), r.Real(6)))[0];

    private static Entry ToEntry(Row row)
    {
        RunId? run = RunId.TryParse(row.TextOrNull(3), out var id) ? id : null;
        var cycle = new WatchCycle(row.Integer(0), row.Text(1), row.Time(2), run);
        var end = row.TimeOrNull(4) is null ? null : new CycleEnd((RunResult?)row.IntegerOrNull(5), row.TextOrNull(6) ?? "", row.TextOrNull(7))
        {
            Passed = (int)(row.IntegerOrNull(8) ?? 0),
            Failing = (int)(row.IntegerOrNull(9) ?? 0),
            TestSeconds = row.Real(10),
            FilesModified = (int)(row.IntegerOrNull(11) ?? 0),
        };
        return new Entry(cycle, end, row.TimeOrNull(4), row.Text(12));
    }

    private sealed record Entry(WatchCycle Cycle, CycleEnd? End, DateTimeOffset? EndedAt, string Options);
}
