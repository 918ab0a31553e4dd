using System.Globalization;
using Microsoft.Data.Sqlite;
using Ouroboros.Workspaces;

namespace Ouroboros.Adapters.Sqlite;

/// <summary>
/// One SQLite file shared by every ouro process in a workspace: write-ahead log, short transactions that take the
/// writer's lock at once, patience where another holds it. A completed write has reached the disk.
/// </summary>
public sealed class Database : IDisposable
{
    private const int Busy = 5, Locked = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    // A connection serves one caller at a time.
    private readonly SemaphoreSlim turn = new(1, 1);

    private readonly SqliteConnection connection;
    private readonly string path;
    private readonly IFailPoints failPoints;
    private readonly TimeProvider clock;

    private Database(SqliteConnection connection, string path, IFailPoints failPoints, TimeProvider clock)
    {
        this.connection = connection;
        this.path = path;
        this.failPoints = failPoints;
        this.clock = clock;
    }

    /// <summary>Opens the database, made or brought up to date where needed.</summary>
    /// <exception cref="WorkspaceException">It is damaged, newer than this ouro, or cannot be reached.</exception>
    public static async Task<Database> OpenAsync(
        string path, IFailPoints failPoints, TimeProvider clock, CancellationToken cancellationToken)
    {
        SqliteConnection? connection = null;
        try
        {
            DatabaseFile.Prepare(path);
            connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
                DefaultTimeout = 1,
            }.ToString());
            connection.Open();
            var database = new Database(connection, path, failPoints, clock);
            await database.SetUpAsync(cancellationToken);
            return database;
        }
        catch (SqliteException trouble)
        {
            connection?.Dispose();
            throw DatabaseFile.Explain(path, trouble);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Reads one consistent state.</summary>
    public async Task<T> ReadAsync<T>(Func<Session, T> work, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await WithPatienceAsync(
                () =>
                {
                    Say("BEGIN");
                    try
                    {
                        return work(new Session(connection));
                    }
                    finally
                    {
                        RollBack();
                    }
                },
                cancellationToken);
        }
        catch (SqliteException trouble)
        {
            throw DatabaseFile.Explain(path, trouble);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>All of the work or nothing of it, durable on completion.</summary>
    public async Task<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await WithPatienceAsync(() => Say("BEGIN IMMEDIATE"), cancellationToken);
            return Commit(work);
        }
        catch (SqliteException trouble)
        {
            throw DatabaseFile.Explain(path, trouble);
        }
        finally
        {
            turn.Release();
        }
    }

    public Task WriteAsync(Action<Session> work, CancellationToken cancellationToken) =>
        WriteAsync(
            session =>
            {
                work(session);
                return true;
            },
            cancellationToken);

    public void Dispose()
    {
        connection.Dispose();
        turn.Dispose();
    }

    private T Commit<T>(Func<Session, T> work)
    {
        try
        {
            var result = work(new Session(connection));
            failPoints.Hit("journal:before");
            Say("COMMIT");
            failPoints.Hit("journal:after");
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    // SQLite rolls back by itself on some errors and then says that there is nothing to roll back.
    private void RollBack()
    {
        try
        {
            Say("ROLLBACK");
        }
        catch (SqliteException)
        {
            // What is not committed never reaches the file.
        }
    }

    private async Task SetUpAsync(CancellationToken cancellationToken)
    {
        // The kernel's own short waits first; beyond them, ours, which can be cancelled.
        Say("PRAGMA busy_timeout = 200; PRAGMA foreign_keys = ON");
        await WithPatienceAsync(() => Say("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"), cancellationToken);
        var migrations = Migrations.All;
        var version = await WithPatienceAsync(Version, cancellationToken);
        if (version == migrations.Count)
            return;

        if (version > migrations.Count)
        {
            throw new WorkspaceException(
                $"'{path}' was written by a newer ouro (format {version}, this one knows {migrations.Count}). Use that one, or update this one.");
        }

        await WriteAsync(
            session =>
            {
                // Another process may have brought it up to date while this one waited.
                foreach (var migration in migrations.Skip(Version()))
                    session.Execute(migration);

                session.Execute($"PRAGMA user_version = {migrations.Count.ToString(CultureInfo.InvariantCulture)}");
            },
            cancellationToken);
    }

    private int Version() => (int)new Session(connection).Query("PRAGMA user_version", r => r.Integer(0))[0];

    private int Say(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private async Task<T> WithPatienceAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return work();
            }
            catch (SqliteException busy)
                when (busy.SqliteErrorCode is Busy or Locked && clock.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }
}
