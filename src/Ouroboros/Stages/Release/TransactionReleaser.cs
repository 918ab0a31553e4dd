using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Review;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;
using Ouroboros.Workspaces.State;
using Ouroboros.Workspaces.Transactions;

namespace Ouroboros.Stages.Release;

/// <summary>Releases through the transaction, and only onto the tree that the verdict was spoken about.</summary>
/// <param name="ownOutput">Files that this process itself is writing to, such as a log; their change is no drift.</param>
public sealed class TransactionReleaser(Transaction transaction, SnapshotTaker camera, IReadOnlySet<RepoPath> ownOutput, TimeProvider clock) : IReleaser
{
    private const int MostNamed = 5;

    public async Task<Receipt> ReleaseAsync(WorkPlan plan, Assessed winner, CancellationToken cancellationToken)
    {
        var patch = winner.Verdict.Candidate.Patch;
        await RefuseDriftAsync(plan.Snapshot, cancellationToken);

        var outcome = await transaction.ApplyAsync(plan.Goal.Run, patch, cancellationToken);
        if (!outcome.Applied)
            throw new ReleaseRefusedException($"Nothing was changed. {string.Join(' ', outcome.Refusals)} The next run works on the files as they are now.");

        return new Receipt(plan.Goal.Run, patch.Hash, outcome.At ?? clock.GetUtcNow(), [.. outcome.Files.Select(Released)]);
    }

    /// <summary>The receipt that a run killed right after its change did not live to write.</summary>
    public static Receipt ReceiptOf(LoggedIntent done) => new(
        done.Intent.Run, done.Intent.Patch!.Value, done.At,
        [.. done.Intent.Steps.Select(s => Released(new ChangedFile(s.Path, s.Before, s.After, s.LinesAdded, s.LinesRemoved)))]);

    /// <summary>The tests passed on the files of the snapshot; with others beside the patch they might not.</summary>
    private async Task RefuseDriftAsync(Snapshot then, CancellationToken cancellationToken)
    {
        var now = await camera.TakeAsync(then.Root, cancellationToken);
        if (now.TreeHash == then.TreeHash)
            return;

        var drifted = then.Files.Keys.Union(now.Files.Keys)
            .Where(p => then.Files.GetValueOrDefault(p) != now.Files.GetValueOrDefault(p) && !ownOutput.Contains(p)).Order().ToArray();
        if (drifted.Length == 0)
            return;

        var named = string.Join(", ", drifted.Take(MostNamed).Select(p => Drift(p, then, now)));
        var more = drifted.Length > MostNamed ? $" and {drifted.Length - MostNamed} more" : "";
        throw new ReleaseRefusedException(
            $"Nothing was changed, because files changed while the search ran: {named}{more}. The next run works on the files as they are now.");
    }

    private static string Drift(RepoPath path, Snapshot then, Snapshot now) =>
        $"{path} ({then.Files.GetValueOrDefault(path)?.Hash.Short ?? "absent"} → {now.Files.GetValueOrDefault(path)?.Hash.Short ?? "absent"})";

    private static ReleasedFile Released(ChangedFile file) => new(
        file.Path, file.Before?.Hash, file.After?.Hash, file.LinesAdded, file.LinesRemoved,
        file.Before is { } before ? BlobPath(before.Hash) : null);

    // Where undo finds the exact bytes of before.
    private static string BlobPath(ContentHash hash) => $"{StateDirectory.Name}/blobs/{hash.Hex[..2]}/{hash.Hex[2..]}";
}
