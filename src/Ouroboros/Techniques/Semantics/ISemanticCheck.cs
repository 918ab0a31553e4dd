using Ouroboros.Stages.Validate;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Semantics;

/// <summary>Finds in a patch what no run is needed to see. One per language.</summary>
public interface ISemanticCheck
{
    /// <summary>For people: <c>Python</c>.</summary>
    string Language { get; }

    bool Covers(RepoPath path);

    /// <summary>Judges the changes of files it covers; only what the patch adds is held against it.</summary>
    Task<SemanticFinding> CheckAsync(Snapshot snapshot, IReadOnlyList<FileChange> changes, CancellationToken cancellationToken);
}

/// <summary>What a check came to. Skipped says why nothing was checked.</summary>
public sealed record SemanticFinding(GateStatus Status, string Detail)
{
    private const int MostShown = 4;

    /// <summary>What a patch adds that is wrong, or, where that is nothing, what may be said for it.</summary>
    public static SemanticFinding Of(IReadOnlyList<string> faults, string otherwise)
    {
        if (faults.Count == 0)
            return new SemanticFinding(GateStatus.Passed, otherwise);

        var shown = string.Join("; ", faults.Take(MostShown));
        var more = faults.Count - MostShown;
        return new SemanticFinding(GateStatus.Failed, more > 0 ? $"{shown}; and {more} more" : shown);
    }
}
