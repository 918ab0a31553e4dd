using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Refinement;

/// <summary>Everything a refinement starts from. Same brief and same answers, same drafts.</summary>
/// <param name="Read">What stands in a file of the snapshot; null where that is gone.</param>
/// <param name="Suspects">Where to look; only their most suspicious files are worked on.</param>
public sealed record RefinementBrief(
    Snapshot Snapshot, Func<RepoPath, byte[]?> Read, IReadOnlyList<Suspect> Suspects, IReadOnlyList<TestResult> Failing, long Seed)
{
    /// <summary>What shall become of the code, for a model that edits by words.</summary>
    public string Wish { get; init; } = "Mend this so that the failing tests pass. Change as little as possible.";
}

/// <summary>How a model is asked for what shall stand in a span.</summary>
public enum RefinementForm
{
    /// <summary>By what stands before and after it.</summary>
    Fill,

    /// <summary>By what stands there and what shall become of it.</summary>
    Rewrite,
}
