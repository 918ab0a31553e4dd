using Ouroboros.Techniques.Search.Learning;

namespace Ouroboros.Adapters.Sqlite;

/// <summary>Experience in the workspace's database.</summary>
public sealed class SqliteExperience(Database database) : IExperience
{
    // Older fixes than these have had their chance to move the operators' counts.
    private const int MostFixes = 2_000;

    public Task<Experience> RecallAsync(CancellationToken cancellationToken) => database.ReadAsync(
        session => new Experience(
            session.Query("SELECT language, operator, tried, plausible, accepted FROM operators ORDER BY language, operator", ToRecord),
            session.Query($"SELECT language, exception, words, operator, node_kind, before, after FROM fixes ORDER BY id DESC LIMIT {MostFixes}", ToFix)),
        cancellationToken);

    public Task KeepAsync(Lesson lesson, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            foreach (var record in lesson.Operators)
                Count(session, record);

            if (lesson.Fix is { } fix)
            {
                session.Execute(
                    "INSERT INTO fixes (language, exception, words, operator, node_kind, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    fix.Language, fix.Signature.Exception, string.Join(' ', fix.Signature.Words), fix.Operator, fix.NodeKind, fix.Before, fix.After);
            }
        },
        cancellationToken);

    private static void Count(Session session, OperatorRecord record) => session.Execute(
        """
        INSERT INTO operators (language, operator, tried, plausible, accepted) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (language, operator) DO UPDATE SET
            tried = tried + excluded.tried, plausible = plausible + excluded.plausible, accepted = accepted + excluded.accepted
        """,
        record.Language, record.Operator, record.Tried, record.Plausible, record.Accepted);

    private static OperatorRecord ToRecord(Row row) =>
        new(row.Text(0), row.Text(1), row.Integer(2), row.Integer(3), row.Integer(4));

    private static RememberedFix ToFix(Row row) => new(
        row.Text(0), new FailureSignature(row.Text(1), row.Text(2).Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        row.Text(3), row.Text(4), row.Text(5), row.Text(6));
}
