using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Review;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.State;
using Ouroboros.Workspaces.Transactions;

namespace Ouroboros.Stages.Release;

/// <summary>Releases a patch through the transaction.</summary>
public sealed class TransactionReleaser(Transaction transaction) : IReleaser
{
    public async Task<Receipt> ReleaseAsync(WorkPlan plan, Assessed winner, CancellationToken cancellationToken)
    {
        var patch = winner.Verdict.Candidate.Patch;
        var outcome = await transaction.ApplyAsync(plan.Goal.Run, patch, cancellationToken);
        if (!outcome.Applied)
            throw new ReleaseRefusedException(string.Join(' ', outcome.Refusals));

        return new Receipt(plan.Goal.Run, patch.Hash, outcome.At!.Value, [.. outcome.Files.Select(ToReleased)]);
    }

    private static ReleasedFile ToReleased(ChangedFile file) => new(
        file.Path, file.Before?.Hash, file.After?.Hash, file.LinesAdded, file.LinesRemoved,
        file.Before is { Hash: var hash } ? BlobPath(hash) : null);

    // Where undo finds the exact bytes of before.
    private static string BlobPath(ContentHash hash) => $"{StateDirectory.Name}/blobs/{hash.Hex[..2]}/{hash.Hex[2..]}";
}
