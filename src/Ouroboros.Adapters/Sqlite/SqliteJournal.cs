using System.Text.Json;
using Ouroboros.Runs;
using Ouroboros.Workspaces;

namespace Ouroboros.Adapters.Sqlite;

/// <summary>Runs and their events in the workspace's database.</summary>
public sealed class SqliteJournal(Database database, TimeProvider clock, Random random) : IRunJournal
{
    private const string Columns =
        "id, capability, description, workspace, seed, options, wall_ms, candidates, fuel, started_at, process, ended_at, result, reason, files_modified, steps, tokens, money";

    public Task<Run> BeginAsync(RunRequest request, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                // Two runs begun in the same second may draw the same number.
                RunId id;
                do
                    id = RunId.New(clock, random);
                while (session.Query("SELECT 1 FROM runs WHERE id = ?1", r => r.Integer(0), id.Value).Count > 0);

                var now = clock.GetUtcNow();
                session.Execute(
                    $"INSERT INTO runs ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, NULL, NULL, NULL, NULL, ?12, ?13, ?14)",
                    id.Value, request.Capability, request.Description, request.Workspace, request.Seed, request.OptionsJson,
                    (long?)request.Limits.WallTime?.TotalMilliseconds, request.Limits.Candidates, request.Limits.Fuel,
                    now.ToString("O"), ProcessMark.Own.ToString(), request.Limits.Steps, request.Limits.Tokens, MoneyText.Write(request.Limits.Money));
                return new Run(id, request, RunState.Working, now, null, null);
            },
            cancellationToken);

    public Task<RunEvent> AppendAsync<T>(RunId run, EventKind<T> kind, T payload, CancellationToken cancellationToken)
        where T : class
    {
        var json = JsonSerializer.Serialize(payload, kind.Shape);
        return database.WriteAsync(
            session =>
            {
                var now = clock.GetUtcNow();
                var sequence = session.Query("SELECT coalesce(max(sequence), 0) + 1 FROM events WHERE run = ?1", r => r.Integer(0), run.Value)[0];
                session.Execute(
                    "INSERT INTO events (run, sequence, at, kind, json) VALUES (?1, ?2, ?3, ?4, ?5)",
                    run.Value, sequence, now.ToString("O"), kind.Name, json);
                return new RunEvent(run, sequence, now, kind.Name, json);
            },
            cancellationToken);
    }

    public Task EndAsync(RunId run, RunEnding ending, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                var changed = session.Execute(
                    "UPDATE runs SET ended_at = ?2, result = ?3, reason = ?4, files_modified = ?5 WHERE id = ?1 AND ended_at IS NULL",
                    run.Value, clock.GetUtcNow().ToString("O"), (int)ending.Result, ending.Reason, ending.FilesModified);
                if (changed == 0 && OwnerOf(session, run) is not null)
                    throw new InvalidOperationException($"Run {run} has ended already, and what it came to stands.");

                RequireOne(run, changed);
            },
            cancellationToken);

    public Task ReopenAsync(RunId run, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                var known = Select(session, "WHERE id = ?1", run.Value);
                if (known is [{ State: RunState.Working }] && OwnerOf(session, run) is { } owner && owner != ProcessMark.Own)
                    throw new WorkspaceException($"Run {run} is being worked on by process {owner.Number}; wait for it or end it.");

                RequireOne(run, session.Execute(
                    "UPDATE runs SET process = ?2, ended_at = NULL, result = NULL, reason = NULL, files_modified = NULL WHERE id = ?1",
                    run.Value, ProcessMark.Own.ToString()));
            },
            cancellationToken);

    public Task<Run?> FindAsync(RunId run, CancellationToken cancellationToken) =>
        database.ReadAsync(session => Select(session, "WHERE id = ?1", run.Value).SingleOrDefault(), cancellationToken);

    public Task<IReadOnlyList<Run>> ListAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(session => Select(session, "ORDER BY started_at DESC, id DESC LIMIT ?1", limit), cancellationToken);

    public Task<IReadOnlyList<RunEvent>> ReadAsync(RunId run, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.Query(
                "SELECT sequence, at, kind, json FROM events WHERE run = ?1 ORDER BY sequence",
                r => new RunEvent(run, r.Integer(0), r.Time(1), r.Text(2), r.Text(3)),
                run.Value),
            cancellationToken);

    private static ProcessMark? OwnerOf(Session session, RunId run) =>
        session.Query("SELECT process FROM runs WHERE id = ?1", r => ProcessMark.Parse(r.Text(0)), run.Value).SingleOrDefault();

    private static IReadOnlyList<Run> Select(Session session, string rest, object value) =>
        session.Query($"SELECT {Columns} FROM runs {rest}", ToRun, value);

    private static Run ToRun(Row row)
    {
        if (!RunId.TryParse(row.Text(0), out var id))
            throw new InvalidDataException($"'{row.Text(0)}' in the journal is no run id.");

        var limits = new Limits
        {
            WallTime = row.IntegerOrNull(6) is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
            Candidates = row.IntegerOrNull(7),
            Fuel = row.IntegerOrNull(8),
            Steps = row.IntegerOrNull(15),
            Tokens = row.IntegerOrNull(16),
            Money = MoneyText.Read(row.TextOrNull(17)),
        };
        var request = new RunRequest(row.Text(1), row.Text(2), row.Text(3), row.Integer(4), row.Text(5), limits);
        var ending = row.TimeOrNull(11) is null ? null : new RunEnding((RunResult)row.Integer(12), row.Text(13), (int)row.Integer(14));
        return new Run(id, request, StateOf(row, ending), row.Time(9), row.TimeOrNull(11), ending);
    }

    private static RunState StateOf(Row row, RunEnding? ending) =>
        ending is not null ? RunState.Ended
        : ProcessMark.Parse(row.Text(10)) is { IsAlive: true } ? RunState.Working
        : RunState.Interrupted;

    private static void RequireOne(RunId run, int changed)
    {
        if (changed != 1)
            throw new WorkspaceException($"No run {run} is known here; `ouro list-runs` shows those that are.");
    }
}
