using Ouroboros.Adapters;
using Ouroboros.Runs;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Transactions;

namespace Ouroboros.Tests.Fakes;

/// <summary>A workspace with its real store: real files, real SQLite.</summary>
internal sealed class StoreFixture(bool inMemory = false) : IDisposable
{
    private WorkspaceStore? store;

    public TemporaryFolder Tree { get; } = new(inMemory);

    public WorkspaceStore Store => store ??= OpenAsync(NoFailPoints.Instance).GetAwaiter().GetResult();

    public Task<WorkspaceStore> OpenAsync(IFailPoints failPoints) =>
        WorkspaceStore.OpenAsync(Tree.Path, TimeProvider.System, new Random(3), failPoints, default);

    public void Reopen()
    {
        store?.Dispose();
        store = null;
    }

    public async Task<RunId> BeginAsync() =>
        (await Store.Journal.BeginAsync(new RunRequest("repair", "test", Tree.Path, 1, "{}", new Limits()), default)).Id;

    public async Task<ApplyOutcome> ApplyAsync(params FileEdit[] edits) => await ApplyAsync(await BeginAsync(), edits);

    public Task<ApplyOutcome> ApplyAsync(RunId run, params FileEdit[] edits) => Store.Transaction.ApplyAsync(run, new Patch(edits), default);

    public Task<UndoOutcome> UndoAsync(RunId? run = null, bool force = false) => Store.Undo.RunAsync(run, force, default);

    public ContentHash HashOf(string path) => ContentHash.Of(File.ReadAllBytes(Tree[path]));

    /// <summary>Replaces the whole content of a file as it is now.</summary>
    public ChangeFile Change(string path, string text) => new(
        RepoPath.Parse(path), HashOf(path), [new SpanEdit(0, (int)new FileInfo(Tree[path]).Length, System.Text.Encoding.UTF8.GetBytes(text))]);

    public static AddFile Add(string path, string text) => new(RepoPath.Parse(path), System.Text.Encoding.UTF8.GetBytes(text), (UnixFileMode)0b110_100_100);

    public DeleteFile Delete(string path) => new(RepoPath.Parse(path), HashOf(path));

    public void Dispose()
    {
        store?.Dispose();
        Tree.Dispose();
    }
}
