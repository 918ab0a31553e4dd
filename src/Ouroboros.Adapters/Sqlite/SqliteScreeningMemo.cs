using System.Text.Json;
using System.Text.Json.Serialization;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Adapters.Sqlite;

/// <summary>Screenings in the workspace's database.</summary>
public sealed class SqliteScreeningMemo(Database database) : IScreeningMemo
{
    public async Task<IReadOnlyDictionary<PatchHash, Screening>> RecallAsync(RunId run, string panel, CancellationToken cancellationToken)
    {
        var known = await database.ReadAsync(
            session => session.Query(
                "SELECT patch, outcome, decided_by, turned, fuel, duration_us FROM screenings WHERE run = ?1 AND panel = ?2", ToScreening, run.Value, panel),
            cancellationToken);
        return known.ToDictionary(s => s.Patch);
    }

    public Task RememberAsync(RunId run, string panel, IReadOnlyList<Screening> screenings, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                foreach (var screening in screenings)
                {
                    session.Execute(
                        "INSERT OR REPLACE INTO screenings (run, panel, patch, outcome, decided_by, turned, fuel, duration_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                        run.Value, panel, screening.Patch.Hex, screening.Outcome.ToString(), screening.DecidedBy?.Value,
                        JsonSerializer.Serialize([.. screening.Turned.Select(t => t.Value)], NamesJson.Default.StringArray),
                        screening.Fuel, (long)screening.Duration.TotalMicroseconds);
                }
            },
            cancellationToken);

    private static Screening ToScreening(Row row) => new(
        new PatchHash(row.Text(0)),
        Enum.Parse<ScreeningOutcome>(row.Text(1)),
        row.TextOrNull(2) is { } test ? new TestName(test) : null,
        [.. JsonSerializer.Deserialize(row.Text(3), NamesJson.Default.StringArray)!.Select(t => new TestName(t))],
        row.Integer(4),
        TimeSpan.FromMicroseconds(row.Integer(5)));
}

[JsonSerializable(typeof(string[]))]
internal sealed partial class NamesJson : JsonSerializerContext;
