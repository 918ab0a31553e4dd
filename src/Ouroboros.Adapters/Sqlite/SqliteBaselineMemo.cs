using System.IO.Compression;
using Ouroboros.Techniques.Testing.Baselines;

namespace Ouroboros.Adapters.Sqlite;

/// <summary>Measured suites in the workspace's database: the last few, packed.</summary>
public sealed class SqliteBaselineMemo(Database database, TimeProvider clock) : IBaselineMemo
{
    // A person goes back and forth between a few states of a project.
    private const int MostKept = 4;

    // A suite beyond this takes so long by itself that reading it back would be no relief.
    private const int LargestPacked = 16 << 20;

    public async Task<SuiteMeasure?> RecallAsync(string key, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            session => session.Query("SELECT measure FROM baselines WHERE key = ?1", r => r.Bytes(0), key), cancellationToken);
        return found is [var packed] ? Unpacked(packed) : null;
    }

    public Task KeepAsync(string key, SuiteMeasure measure, CancellationToken cancellationToken)
    {
        var packed = Packed(SuiteMeasureText.Write(measure));
        return packed.Length > LargestPacked ? Task.CompletedTask : database.WriteAsync(
            session =>
            {
                session.Execute("INSERT OR REPLACE INTO baselines (key, kept_at, measure) VALUES (?1, ?2, ?3)", key, clock.GetUtcNow().ToString("O"), packed);
                session.Execute($"DELETE FROM baselines WHERE key NOT IN (SELECT key FROM baselines ORDER BY kept_at DESC LIMIT {MostKept})");
            },
            cancellationToken);
    }

    public Task ForgetAsync(string key, CancellationToken cancellationToken) =>
        database.WriteAsync(session => { session.Execute("DELETE FROM baselines WHERE key = ?1", key); }, cancellationToken);

    private static byte[] Packed(byte[] plain)
    {
        using var target = new MemoryStream();
        using (var packing = new BrotliStream(target, CompressionLevel.Fastest))
            packing.Write(plain);

        return target.ToArray();
    }

    private static SuiteMeasure? Unpacked(byte[] packed)
    {
        try
        {
            using var plain = new MemoryStream();
            using (var unpacking = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress))
                unpacking.CopyTo(plain);

            return SuiteMeasureText.Read(plain.GetBuffer().AsSpan(0, (int)plain.Length));
        }
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }
}
