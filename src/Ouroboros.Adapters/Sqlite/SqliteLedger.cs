using Ouroboros.Runs;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Models.Money;

namespace Ouroboros.Adapters.Sqlite;

/// <summary>What calls to models use, in the workspace's database.</summary>
public sealed class SqliteLedger(Database database) : ILedger
{
    public Task<long> ReserveAsync(LedgerEntry entry, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            session.Execute(
                """
                INSERT INTO calls (run, source, role, model, at, state, duration_us, input, cached, output, money)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, ?10)
                """,
                entry.By.Run?.Value, entry.By.Source, (int)entry.By.Role, entry.By.Model.ToString(), Moment(entry.At), (int)LedgerState.Reserved,
                entry.Tokens.Input, entry.Tokens.Cached, entry.Tokens.Output, MoneyText.Write(entry.Money));
            return session.LastRowId;
        },
        cancellationToken);

    public Task SettleAsync(LedgerEntry entry, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            session.Execute(
                $"""
                UPDATE calls SET state = ?2, duration_us = ?3, input = ?4, cached = ?5, output = ?6, money = ?7, trouble = ?8
                WHERE number = ?1 AND state = {(int)LedgerState.Reserved}
                """,
                entry.Number, (int)entry.State, (long)entry.Duration.TotalMicroseconds, entry.Tokens.Input, entry.Tokens.Cached, entry.Tokens.Output,
                MoneyText.Write(entry.Money), entry.Trouble);
        },
        cancellationToken);

    public Task<IReadOnlyList<LedgerEntry>> ReadAsync(RunId? run, DateTimeOffset? since, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query(
            """
            SELECT number, run, source, role, model, at, state, duration_us, input, cached, output, money, trouble FROM calls
            WHERE (?1 IS NULL OR run = ?1) AND (?2 IS NULL OR at >= ?2) ORDER BY number
            """,
            ToEntry, run?.Value, since is { } from ? Moment(from) : null),
        cancellationToken);

    // In one zone and one length, so that text sorts as time.
    private static string Moment(DateTimeOffset at) => at.ToUniversalTime().ToString("O");

    private static LedgerEntry ToEntry(Row row)
    {
        if (!ModelName.TryParse(row.Text(4), out var model))
            throw new InvalidDataException($"'{row.Text(4)}' in the ledger is no model.");

        RunId? run = RunId.TryParse(row.TextOrNull(1), out var id) ? id : null;
        return new LedgerEntry(
            row.Integer(0), new CallSource(run, row.Text(2), (ModelRole)row.Integer(3), model), row.Time(5), (LedgerState)row.Integer(6),
            new TokenUse(row.Integer(8), row.Integer(9), row.Integer(10)), MoneyText.Read(row.TextOrNull(11)))
        {
            Duration = TimeSpan.FromMicroseconds(row.Integer(7)),
            Trouble = row.TextOrNull(12),
        };
    }
}
