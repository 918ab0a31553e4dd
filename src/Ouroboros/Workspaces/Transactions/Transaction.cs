using Ouroboros.Runs;
using Ouroboros.Workspaces.State;

namespace Ouroboros.Workspaces.Transactions;

/// <summary>The one way files of a workspace change: a whole patch or nothing of it, whatever happens on the way.</summary>
public sealed class Transaction(IFileRoots roots, StateDirectory state, IContentStore contents, ITransactionLog log, TimeProvider clock)
{
    /// <summary>Applies a patch for a run. Asked again for the same, it finds it done.</summary>
    /// <exception cref="WorkspaceException">The disk is full, a directory read-only … Nothing was changed.</exception>
    public async Task<ApplyOutcome> ApplyAsync(RunId run, Patch patch, CancellationToken cancellationToken)
    {
        using var held = await WorkspaceLock.TakeAsync(state, clock, cancellationToken);
        await new Recovery(roots, state, contents, log, clock).RunLockedAsync(cancellationToken);
        using var files = roots.Open(state.Workspace);
        if (await AlreadyDoneAsync(files, run, patch, cancellationToken) is { } done)
            return done;

        try
        {
            var plan = new PatchPlan(files, contents);
            return plan.Make(run, patch) is { } intent
                ? ApplyOutcome.Of(await new Execution(files, contents, log).RunAsync(intent, cancellationToken))
                : ApplyOutcome.Refuse(plan.Refusals);
        }
        catch (ChangedMeanwhileException changed)
        {
            return ApplyOutcome.Refuse([changed.Message]);
        }
        catch (FileTroubleException trouble)
        {
            throw new WorkspaceException($"Nothing was changed. {trouble.Message}", trouble);
        }
    }

    // A run killed between its change and its own note of it asks again when it is resumed.
    private async Task<ApplyOutcome?> AlreadyDoneAsync(IRootedFiles files, RunId run, Patch patch, CancellationToken cancellationToken)
    {
        var earlier = await log.CommittedAsync(run, cancellationToken);
        return earlier.FirstOrDefault(l => l.UndoneBy is null && l.Intent.Patch == patch.Hash) is { } logged
            && logged.Intent.Steps.All(s => CurrentFile.Of(files, s.Path).Holds(s.After))
            ? ApplyOutcome.Of(logged)
            : null;
    }
}

/// <summary>What became of one file.</summary>
public sealed record ChangedFile(RepoPath Path, FileState? Before, FileState? After, int LinesAdded, int LinesRemoved);

/// <summary>What applying a patch came to.</summary>
/// <param name="Refusals">Why nothing was changed, one sentence a file; empty when the patch is on the disk.</param>
public sealed record ApplyOutcome(IReadOnlyList<ChangedFile> Files, DateTimeOffset? At, IReadOnlyList<string> Refusals)
{
    public bool Applied => Refusals.Count == 0;

    internal static ApplyOutcome Refuse(IReadOnlyList<string> refusals) => new([], null, refusals);

    internal static ApplyOutcome Of(LoggedIntent logged) => new(ChangedFiles(logged), logged.At, []);

    internal static IReadOnlyList<ChangedFile> ChangedFiles(LoggedIntent logged) =>
        [.. logged.Intent.Steps.Select(s => new ChangedFile(s.Path, s.Before, s.After, s.LinesAdded, s.LinesRemoved))];
}
