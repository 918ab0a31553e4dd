using System.Globalization;
using Ouroboros.Runs;
using Ouroboros.Workspaces.State;

namespace Ouroboros.Workspaces.Transactions;

/// <summary>Takes back everything a run did to files, exactly, and nothing else.</summary>
public sealed class Undo(IFileRoots roots, StateDirectory state, IContentStore contents, ITransactionLog log, TimeProvider clock)
{
    /// <param name="run">Null for the last run that changed files and was not undone.</param>
    /// <param name="force">Undo also what somebody changed since; their version is kept.</param>
    /// <exception cref="WorkspaceException">The disk is full, a directory read-only … Nothing was changed.</exception>
    public async Task<UndoOutcome> RunAsync(RunId? run, bool force, CancellationToken cancellationToken)
    {
        using var held = await WorkspaceLock.TakeAsync(state, clock, cancellationToken);
        await new Recovery(roots, state, contents, log, clock).RunLockedAsync(cancellationToken);
        var committed = await log.CommittedAsync(run, cancellationToken);
        var standing = committed.Where(l => l.UndoneBy is null).ToList();
        if (standing.Count == 0)
            return UndoOutcome.Nothing(committed.Count > 0 && run is not null ? UndoStatus.AlreadyUndone : UndoStatus.NothingToUndo, run);

        var chosen = standing.Where(l => l.Intent.Run == standing[0].Intent.Run).ToList();
        using var files = roots.Open(state.Workspace);
        return await UndoAsync(files, chosen, force, cancellationToken);
    }

    private async Task<UndoOutcome> UndoAsync(
        IRootedFiles files, IReadOnlyList<LoggedIntent> chosen, bool force, CancellationToken cancellationToken)
    {
        var run = chosen[0].Intent.Run;
        var plan = new UndoPlan(files, contents, chosen, await log.CommittedAsync(null, cancellationToken));
        plan.Make(force);
        if (plan.Conflicts.Count > 0)
            return new UndoOutcome(UndoStatus.Conflicts, run, [], plan.Conflicts, []);

        try
        {
            var kept = Keep(run, plan.Overridden);
            var done = await new Execution(files, contents, log).RunAsync(plan.Intent, cancellationToken);
            return new UndoOutcome(UndoStatus.Undone, run, ApplyOutcome.ChangedFiles(done), [], kept);
        }
        catch (ChangedMeanwhileException changed)
        {
            return new UndoOutcome(UndoStatus.Conflicts, run, [], [changed.Message], []);
        }
        catch (FileTroubleException trouble)
        {
            throw new WorkspaceException($"Nothing was changed. {trouble.Message}", trouble);
        }
    }

    private List<KeptFile> Keep(RunId run, IReadOnlyList<(RepoPath Path, byte[] Content)> overridden)
    {
        var kept = new List<KeptFile>();
        var folder = $"kept/{run}-{clock.GetUtcNow().ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}";
        foreach (var (path, content) in overridden)
        {
            var place = RepoPath.Parse($"{folder}/{path}");
            foreach (var directory in Clearing.MissingAbove(state.Files, place))
                state.Files.MakeDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            state.Files.Create(place, content, UnixFileMode.UserRead | UnixFileMode.UserWrite, null);
            state.Files.Sync(place.Parent);
            kept.Add(new KeptFile(path, place.Under(state.Root)));
        }

        return kept;
    }
}

public enum UndoStatus
{
    Undone,
    AlreadyUndone,

    /// <summary>The run, or every run, changed no file.</summary>
    NothingToUndo,

    /// <summary>Later edits would be lost; nothing was changed.</summary>
    Conflicts,
}

/// <summary>A later version that a forced undo replaced, and where it is kept.</summary>
public sealed record KeptFile(RepoPath Path, string KeptAt);

/// <summary>What undoing came to.</summary>
/// <param name="Conflicts">One sentence a file.</param>
public sealed record UndoOutcome(
    UndoStatus Status, RunId? Run, IReadOnlyList<ChangedFile> Files, IReadOnlyList<string> Conflicts, IReadOnlyList<KeptFile> Kept)
{
    internal static UndoOutcome Nothing(UndoStatus status, RunId? run) => new(status, run, [], [], []);
}
