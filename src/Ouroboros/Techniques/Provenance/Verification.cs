using Ouroboros.Runs;

namespace Ouroboros.Techniques.Provenance;

/// <summary>What verifying a run's provenance came to.</summary>
/// <param name="Checked">What was recomputed and found right, for people.</param>
public sealed record Verification(RunId Run, IReadOnlyList<VerificationFinding> Findings, IReadOnlyList<string> Checked)
{
    /// <summary>Whether records, signature and stored content are exactly as the run left them. Drift does not spoil it.</summary>
    public bool IsIntact => !Findings.Any(f => f.Kind is VerificationKind.Tampered or VerificationKind.Missing);

    public bool HasDrift => Findings.Any(f => f.Kind == VerificationKind.Drift);
}

/// <param name="What">The file, blob or key, by its path.</param>
public sealed record VerificationFinding(VerificationKind Kind, string What, string Detail);

public enum VerificationKind
{
    /// <summary>A record of the run is not as the run wrote it.</summary>
    Tampered,

    /// <summary>A record of the run is gone.</summary>
    Missing,

    /// <summary>A released file is different now: somebody went on working.</summary>
    Drift,

    /// <summary>A released file is as it was before the run.</summary>
    Undone,

    /// <summary>Worth knowing.</summary>
    Note,
}
