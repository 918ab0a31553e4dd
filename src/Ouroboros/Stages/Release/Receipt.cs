using Ouroboros.Runs;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Review;
using Ouroboros.Workspaces;

namespace Ouroboros.Stages.Release;

/// <summary>One file as it was and as it is. A null hash means there was, or is, no file.</summary>
public sealed record ReleasedFile(
    RepoPath Path, ContentHash? Before, ContentHash? After, int LinesAdded, int LinesRemoved, string? BackupPath);

/// <summary>Proof that a patch reached the disk.</summary>
public sealed record Receipt(RunId Run, PatchHash Patch, DateTimeOffset At, IReadOnlyList<ReleasedFile> Files);

/// <summary>Brings a decided patch to the disk through the transaction.</summary>
public interface IReleaser
{
    Task<Receipt> ReleaseAsync(WorkPlan plan, Assessed winner, CancellationToken cancellationToken);
}
