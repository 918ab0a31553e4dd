using Ouroboros.Adapters.Files;
using Ouroboros.Adapters.Processes;
using Ouroboros.Adapters.Sqlite;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Stages.Release;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;
using Ouroboros.Workspaces.State;
using Ouroboros.Workspaces.Transactions;

namespace Ouroboros.Cli.Composition;

/// <summary>The one place where the parts are put together: a workspace's state opened, recovered, and ready to work on.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly Database database;

    private Workbench(string workspace, StateDirectory state, Database database, SandboxMode sandbox, IFileRoots roots, TimeProvider clock, Random random)
    {
        this.database = database;
        (Workspace, State, Roots, Clock, Random) = (workspace, state, roots, clock, random);
        Contents = new ContentStore(roots.Open(state.BlobsPath));
        TransactionLog = new SqliteTransactionLog(database, clock);
        Journal = new SqliteJournal(database, clock, random);
        Runner = new ProcessRunner(sandbox, clock);
    }

    public string Workspace { get; }

    public StateDirectory State { get; }

    public IFileRoots Roots { get; }

    public TimeProvider Clock { get; }

    public Random Random { get; }

    public SqliteJournal Journal { get; }

    public IContentStore Contents { get; }

    public SqliteTransactionLog TransactionLog { get; }

    public ProcessRunner Runner { get; }

    /// <summary>What an earlier process left half done and this one set right, for people.</summary>
    public IReadOnlyList<string> Recovered { get; private set; } = [];

    public SnapshotTaker Camera => new(Roots, Clock);

    public Transaction Transaction => new(Roots, State, Contents, TransactionLog, Clock);

    public Undo Undo => new(Roots, State, Contents, TransactionLog, Clock);

    public static async Task<Workbench> OpenAsync(
        string workspace, SandboxMode sandbox, TimeProvider clock, Random random, CancellationToken cancellationToken)
    {
        var failPoints = KillingFailPoints.FromEnvironment();
        var roots = new KernelRoots(failPoints);
        var state = StateDirectory.Open(workspace, roots);
        var database = await Database.OpenAsync(state.DatabasePath, failPoints, clock, cancellationToken);
        var bench = new Workbench(state.Workspace, state, database, sandbox, roots, clock, random);
        var recovered = await new Recovery(roots, state, bench.Contents, bench.TransactionLog, clock).RunAsync(cancellationToken);
        bench.Recovered = [.. recovered.Select(r => r.Sentence)];
        return bench;
    }

    public RepairParts RepairParts() => new(
        new TreeSitterParser(), Runner, Roots, Contents, new SqliteScreeningMemo(database), new SqliteExperience(database),
        new TransactionReleaser(Transaction, Camera, Clock), Clock);

    public void Dispose()
    {
        database.Dispose();
        State.Dispose();
    }
}
