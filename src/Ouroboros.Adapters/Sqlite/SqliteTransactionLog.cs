using Ouroboros.Runs;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Transactions;

namespace Ouroboros.Adapters.Sqlite;

/// <summary>Intents in the workspace's database.</summary>
public sealed class SqliteTransactionLog(Database database, TimeProvider clock) : ITransactionLog
{
    public Task<LoggedIntent> IntendAsync(Intent intent, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                var now = clock.GetUtcNow();
                session.Execute(
                    "INSERT INTO transactions (run, purpose, patch, at, state) VALUES (?1, ?2, ?3, ?4, 'intended')",
                    intent.Run.Value, Word(intent.Purpose), intent.Patch?.Hex, now.ToString("O"));
                var id = session.LastRowId;
                for (var i = 0; i < intent.Steps.Count; i++)
                    Insert(session, id, i, intent.Steps[i]);

                Insert(session, id, intent.MadeDirectories, made: true);
                Insert(session, id, intent.EmptiedDirectories, made: false);
                foreach (var undone in intent.Undoes)
                    session.Execute("INSERT INTO transaction_undoes (transaction_id, undone) VALUES (?1, ?2)", id, undone);

                return new LoggedIntent(id, intent, IntentState.Intended, now, null);
            },
            cancellationToken);

    public Task CloseAsync(LoggedIntent logged, IntentState state, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                session.Execute(
                    "UPDATE transactions SET state = ?2, closed_at = ?3 WHERE id = ?1", logged.Id, Word(state), clock.GetUtcNow().ToString("O"));
                if (state == IntentState.Committed)
                    session.Execute("UPDATE transactions SET undone_by = ?1 WHERE id IN (SELECT undone FROM transaction_undoes WHERE transaction_id = ?1)", logged.Id);
            },
            cancellationToken);

    public Task<IReadOnlyList<LoggedIntent>> PendingAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => Select(session, "WHERE state = 'intended' ORDER BY id"), cancellationToken);

    public Task<IReadOnlyList<LoggedIntent>> CommittedAsync(RunId? run, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => Select(
                session, "WHERE state = 'committed' AND purpose = 'apply' AND (?1 IS NULL OR run = ?1) ORDER BY id DESC", run?.Value),
            cancellationToken);

    private static IReadOnlyList<LoggedIntent> Select(Session session, string rest, params ReadOnlySpan<object?> values) =>
        [.. session.Query($"SELECT id, run, purpose, patch, state, at, undone_by FROM transactions {rest}", ToHead, values)
            .Select(h => h with { Intent = Furnish(session, h.Id, h.Intent) })];

    private static LoggedIntent ToHead(Row row)
    {
        if (!RunId.TryParse(row.Text(1), out var run))
            throw new InvalidDataException($"'{row.Text(1)}' in the transaction log is no run id.");

        var purpose = row.Text(2) == "undo" ? IntentPurpose.Undo : IntentPurpose.Apply;
        var patch = row.TextOrNull(3) is { } hex ? new PatchHash(hex) : (PatchHash?)null;
        var state = row.Text(4) switch
        {
            "intended" => IntentState.Intended,
            "committed" => IntentState.Committed,
            _ => IntentState.RolledBack,
        };
        return new LoggedIntent(row.Integer(0), new Intent(run, purpose, patch, [], [], [], []), state, row.Time(5), row.IntegerOrNull(6));
    }

    private static Intent Furnish(Session session, long id, Intent head) => head with
    {
        Steps = session.Query(
            """
            SELECT path, temporary, before_hash, before_mode, before_user, before_group, after_hash, after_mode, after_user, after_group,
                   lines_added, lines_removed
            FROM transaction_files WHERE transaction_id = ?1 ORDER BY ordinal
            """,
            ToStep, id),
        MadeDirectories = Directories(session, id, made: true),
        EmptiedDirectories = Directories(session, id, made: false),
        Undoes = session.Query("SELECT undone FROM transaction_undoes WHERE transaction_id = ?1", r => r.Integer(0), id),
    };

    private static IReadOnlyList<RepoPath> Directories(Session session, long id, bool made) =>
        session.Query(
            "SELECT path FROM transaction_directories WHERE transaction_id = ?1 AND made = ?2 ORDER BY ordinal",
            r => RepoPath.Parse(r.Text(0)), id, made ? 1 : 0);

    private static FileStep ToStep(Row row) => new(
        RepoPath.Parse(row.Text(0)), ToState(row, 2), ToState(row, 6),
        RepoPath.Parse(row.Text(1)), (int)row.Integer(10), (int)row.Integer(11));

    private static FileState? ToState(Row row, int column) =>
        row.TextOrNull(column) is { } hash
            ? new FileState(
                new ContentHash(hash), (UnixFileMode)row.Integer(column + 1),
                new FileOwner((uint)row.Integer(column + 2), (uint)row.Integer(column + 3)))
            : null;

    private static void Insert(Session session, long id, int ordinal, FileStep step) =>
        session.Execute(
            "INSERT INTO transaction_files VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            id, ordinal, step.Path.Value, step.Temporary.Value,
            step.Before?.Hash.Hex, (int?)step.Before?.Mode, (long?)step.Before?.Owner.User, (long?)step.Before?.Owner.Group,
            step.After?.Hash.Hex, (int?)step.After?.Mode, (long?)step.After?.Owner.User, (long?)step.After?.Owner.Group,
            step.LinesAdded, step.LinesRemoved);

    private static void Insert(Session session, long id, IReadOnlyList<RepoPath> directories, bool made)
    {
        for (var i = 0; i < directories.Count; i++)
        {
            session.Execute(
                "INSERT INTO transaction_directories VALUES (?1, ?2, ?3, ?4)", id, (made ? 0 : 100_000) + i, directories[i].Value, made ? 1 : 0);
        }
    }

    private static string Word(IntentPurpose purpose) => purpose == IntentPurpose.Undo ? "undo" : "apply";

    private static string Word(IntentState state) => state switch
    {
        IntentState.Intended => "intended",
        IntentState.Committed => "committed",
        _ => "rolled-back",
    };
}
