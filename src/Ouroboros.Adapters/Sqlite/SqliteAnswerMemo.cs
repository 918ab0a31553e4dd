using Ouroboros.Techniques.Models.Traffic;

namespace Ouroboros.Adapters.Sqlite;

/// <summary>Answers of models in the workspace's database: the last thousand.</summary>
public sealed class SqliteAnswerMemo(Database database, TimeProvider clock) : IAnswerMemo
{
    private const int MostKept = 1_000;

    // A longer answer is rare, and asked anew.
    private const int Longest = 1 << 20;

    public async Task<string?> RecallAsync(string key, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            session => session.Query("SELECT answer FROM answers WHERE key = ?1", r => r.Text(0), key), cancellationToken);
        return found is [var answer] ? answer : null;
    }

    public Task KeepAsync(string key, string answer, CancellationToken cancellationToken) =>
        answer.Length > Longest ? Task.CompletedTask : database.WriteAsync(
            session =>
            {
                session.Execute("INSERT OR REPLACE INTO answers (key, kept_at, answer) VALUES (?1, ?2, ?3)", key, clock.GetUtcNow().ToString("O"), answer);
                session.Execute($"DELETE FROM answers WHERE key NOT IN (SELECT key FROM answers ORDER BY kept_at DESC LIMIT {MostKept})");
            },
            cancellationToken);
}
