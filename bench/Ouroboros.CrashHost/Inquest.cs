using Ouroboros.Adapters;
using Ouroboros.Runs;
using Ouroboros.Workspaces.Transactions;

namespace Ouroboros.CrashHost;

/// <summary>What was found after a kill. Null in <see cref="Fault"/> is what everybody hopes for.</summary>
/// <param name="Mended">The sentence that recovery said, or null when there was nothing to mend.</param>
public sealed record Inquest(string? Fault, bool After, string? Mended)
{
    /// <summary>Recovers the workspace as the next command would and looks for any harm. Leaves the tree as it was before.</summary>
    public static async Task<Inquest> HoldAsync(string workspace, string before, string after)
    {
        using var store = await WorkspaceStore.OpenAsync(workspace, TimeProvider.System, new Random(), default);
        var recovered = await store.Recovery.RunAsync(default);
        var mended = recovered.Count > 0 ? string.Join(' ', recovered.Select(r => r.Sentence)) : null;
        var tree = Scenario.Describe(workspace);
        if (tree != before && tree != after)
            return new Inquest($"neither before nor after:\n{tree}", false, mended);
        if (Scenario.Leftovers(workspace) is [var leftover, ..])
            return new Inquest($"left over: {leftover}", tree == after, mended);
        if (await FaultInJournalAsync(store) is { } fault)
            return new Inquest(fault, tree == after, mended);

        return await UndoAsync(store, workspace, before, tree == after, mended);
    }

    private static async Task<string?> FaultInJournalAsync(WorkspaceStore store)
    {
        foreach (var run in await store.Journal.ListAsync(int.MaxValue, default))
        {
            if (run.State == RunState.Working && run.Request.Capability == Program.Capability)
                return $"{run.Id} counts as working though its process was killed";

            await store.Journal.ReadAsync(run.Id, default);
        }

        var integrity = await store.Database.ReadAsync(s => s.Query("PRAGMA integrity_check", r => r.Text(0)), default);
        return integrity is ["ok"] ? null : $"the database is damaged: {integrity[0]}";
    }

    private static async Task<Inquest> UndoAsync(WorkspaceStore store, string workspace, string before, bool after, string? mended)
    {
        var undo = await store.Undo.RunAsync(null, force: false, default);
        var expected = after ? UndoStatus.Undone : UndoStatus.NothingToUndo;
        if (undo.Status != expected)
            return new Inquest($"undo said {undo.Status} {string.Join(' ', undo.Conflicts)} where {expected} was due", after, mended);

        return new Inquest(Scenario.Describe(workspace) == before ? null : "undo was not exact", after, mended);
    }
}
