using Ouroboros.Adapters.Sqlite;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Sqlite;

public sealed class DatabaseSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_fresh_database_opened_by_many_at_once_is_set_up_once()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(OpenAsync)));

        foreach (var database in opened)
        {
            (await database.ReadAsync(s => s.Query("SELECT count(*) FROM runs", r => r.Integer(0)), default)).ShouldBe([0L]);
            database.Dispose();
        }
    }

    [Fact]
    public async Task Only_the_owner_can_read_it()
    {
        using var database = await OpenAsync();

        foreach (var file in Directory.EnumerateFiles(folder.Path))
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
    }

    [Fact]
    public async Task Work_that_fails_leaves_nothing()
    {
        using var database = await OpenAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => database.WriteAsync(
            s =>
            {
                s.Execute("INSERT INTO transactions (run, purpose, at, state) VALUES ('r', 'apply', 't', 'intended')");
                throw new InvalidOperationException();
            },
            default));

        (await database.ReadAsync(s => s.Query("SELECT count(*) FROM transactions", r => r.Integer(0)), default)).ShouldBe([0L]);
    }

    [Fact]
    public async Task A_newer_database_is_refused_by_name()
    {
        using (var database = await OpenAsync())
            await database.WriteAsync(s => s.Execute("PRAGMA user_version = 999"), default);

        var refusal = await Should.ThrowAsync<WorkspaceException>(OpenAsync);

        refusal.Message.ShouldContain(folder["x.db"]);
        refusal.Message.ShouldContain("newer ouro");
    }

    [Fact]
    public async Task A_damaged_database_is_refused_with_the_next_step()
    {
        folder.Write("x.db", new string('x', 5000));

        var refusal = await Should.ThrowAsync<WorkspaceException>(OpenAsync);

        refusal.Message.ShouldContain($"mv '{folder["x.db"]}'");
    }

    [Fact]
    public async Task A_link_in_its_place_is_not_followed()
    {
        folder.Link("x.db", folder["elsewhere.db"]);

        await Should.ThrowAsync<WorkspaceException>(OpenAsync);

        File.Exists(folder["elsewhere.db"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Writers_wait_for_each_other_and_none_is_lost()
    {
        using var first = await OpenAsync();
        using var second = await OpenAsync();

        await Task.WhenAll(new[] { first, second }.SelectMany(d => Enumerable.Range(0, 50).Select(i => Task.Run(() => d.WriteAsync(
            s => s.Execute("INSERT INTO transactions (run, purpose, at, state) VALUES ('r', 'apply', 't', 'x')"), default)))));

        (await first.ReadAsync(s => s.Query("SELECT count(*) FROM transactions", r => r.Integer(0)), default)).ShouldBe([100L]);
    }

    [Fact]
    public async Task A_reader_is_not_kept_waiting_by_a_writer()
    {
        using var writer = await OpenAsync();
        using var reader = await OpenAsync();
        using var reading = new ManualResetEventSlim();

        var writing = Task.Run(() => writer.WriteAsync(
            s =>
            {
                s.Execute("INSERT INTO transactions (run, purpose, at, state) VALUES ('r', 'apply', 't', 'x')");
                reading.Wait(TimeSpan.FromMinutes(1)).ShouldBeTrue();
            },
            default));
        var seen = await reader.ReadAsync(s => s.Query("SELECT count(*) FROM transactions", r => r.Integer(0)), default);
        reading.Set();
        await writing;

        seen.ShouldBe([0L]);
    }

    public void Dispose() => folder.Dispose();

    private Task<Database> OpenAsync() => Database.OpenAsync(folder["x.db"], NoFailPoints.Instance, TimeProvider.System, default);
}
