using Ouroboros.Adapters.Files;
using Ouroboros.Adapters.Sqlite;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Models.Money;
using Ouroboros.Techniques.Models.Traffic;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Testing.Baselines;
using Ouroboros.Techniques.Watching;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;
using Ouroboros.Workspaces.State;
using Ouroboros.Workspaces.Transactions;

namespace Ouroboros.Adapters;

/// <summary>Everything ouro remembers about one workspace, opened together: its state directory, database and contents.</summary>
public sealed class WorkspaceStore : IDisposable
{
    private readonly IRootedFiles blobs;

    private WorkspaceStore(IFileRoots roots, StateDirectory state, Database database, TimeProvider clock, Random random)
    {
        Roots = roots;
        State = state;
        Database = database;
        blobs = roots.Open(state.BlobsPath);
        Contents = new ContentStore(blobs);
        Journal = new SqliteJournal(database, clock, random);
        Screenings = new SqliteScreeningMemo(database);
        Snapshots = new SnapshotTaker(roots, clock);
        Experience = new SqliteExperience(database);
        Watch = new SqliteWatchLedger(database, clock);
        Baselines = new SqliteBaselineMemo(database, clock);
        Ledger = new SqliteLedger(database);
        Answers = new SqliteAnswerMemo(database, clock);
        Transactions = new SqliteTransactionLog(database, clock);
        Transaction = new Transaction(roots, state, Contents, Transactions, clock);
        Undo = new Undo(roots, state, Contents, Transactions, clock);
        Recovery = new Recovery(roots, state, Contents, Transactions, clock);
    }

    public IFileRoots Roots { get; }

    public StateDirectory State { get; }

    public Database Database { get; }

    public IContentStore Contents { get; }

    public IRunJournal Journal { get; }

    public IScreeningMemo Screenings { get; }

    public IExperience Experience { get; }

    public IWatchLedger Watch { get; }

    public IBaselineMemo Baselines { get; }

    /// <summary>What calls to models use.</summary>
    public ILedger Ledger { get; }

    public IAnswerMemo Answers { get; }

    public SnapshotTaker Snapshots { get; }

    public ITransactionLog Transactions { get; }

    public Transaction Transaction { get; }

    public Undo Undo { get; }

    public Recovery Recovery { get; }

    /// <exception cref="WorkspaceException">The state cannot be made or used; the message says why and what to do.</exception>
    public static Task<WorkspaceStore> OpenAsync(
        string workspace, TimeProvider clock, Random random, CancellationToken cancellationToken) =>
        OpenAsync(workspace, clock, random, KillingFailPoints.FromEnvironment(), cancellationToken);

    internal static async Task<WorkspaceStore> OpenAsync(
        string workspace, TimeProvider clock, Random random, IFailPoints failPoints, CancellationToken cancellationToken)
    {
        var roots = new KernelRoots(failPoints);
        var state = StateDirectory.Open(workspace, roots);
        try
        {
            PristineCopy.Sweep(roots, state.TemporaryPath);
            var database = await Database.OpenAsync(state.DatabasePath, failPoints, clock, cancellationToken);
            return new WorkspaceStore(roots, state, database, clock, random);
        }
        catch (Exception trouble)
        {
            state.Dispose();
            if (trouble is FileTroubleException)
                throw new WorkspaceException(trouble.Message, trouble);

            throw;
        }
    }

    public void Dispose()
    {
        Database.Dispose();
        blobs.Dispose();
        State.Dispose();
    }
}
