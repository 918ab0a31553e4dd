using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Validate;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Risks;

/// <summary>What is known about a patch when its risk is weighed. What is not known stays null and weighs as the middle.</summary>
public sealed record RiskEvidence(Snapshot Snapshot, Candidate Candidate)
{
    /// <summary>What the gates found, skipped ones included.</summary>
    public IReadOnlyList<GateResult> Gates { get; init; } = [];

    /// <summary>Tests that were red before the patch.</summary>
    public IReadOnlyList<TestName> Failing { get; init; } = [];

    /// <summary>Of these, the ones that it turned green.</summary>
    public IReadOnlyList<TestName> Turned { get; init; } = [];

    /// <summary>Tests that ran at least one of the edited lines.</summary>
    public int? CoveringTests { get; init; }

    /// <summary>Other ways to make the tests pass, or null where nobody looked for any.</summary>
    public Rivals? Rivals { get; init; }

    /// <summary>Place of the edited line among the suspects, from 0.</summary>
    public int? SuspectRank { get; init; }
}

/// <summary>How many groups of other plausible patches there are.</summary>
/// <param name="AreCompared">Whether they were seen to behave differently from the patch on some input; otherwise they only say something else.</param>
public sealed record Rivals(int Count, bool AreCompared);
