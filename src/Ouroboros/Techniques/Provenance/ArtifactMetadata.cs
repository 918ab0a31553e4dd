using System.Text.Json.Serialization;

namespace Ouroboros.Techniques.Provenance;

/// <summary>The audit record of one run, <c>artifact_metadata_RUN.json</c>: who did what, what was checked, what changed.</summary>
public sealed record ArtifactMetadata
{
    public required string RunId { get; init; }

    public required string IssueDescription { get; init; }

    public required DateTimeOffset TimestampStart { get; init; }

    public required DateTimeOffset TimestampEnd { get; init; }

    public required double DurationSeconds { get; init; }

    public required bool Success { get; init; }

    public required string Result { get; init; }

    public required string Reason { get; init; }

    public required string ToolVersion { get; init; }

    public required IReadOnlyList<ModelUsage> ModelsUsed { get; init; }

    public required IReadOnlyList<SafetyCheck> SafetyChecks { get; init; }

    public required IReadOnlyList<FileModification> FileModifications { get; init; }

    public required ArtifactTotals Metadata { get; init; }
}

/// <summary>One phase and what did it: a model, or an engine of ours where no model took part. What does not apply to it is left out.</summary>
public sealed record ModelUsage(string Phase, string ModelName, string Purpose, long TokensUsed, double DurationMs)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CompressionRatio { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? NumSteps { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RetryCount { get; init; }
}

/// <param name="Status">passed, failed or skipped; a skipped check has not passed.</param>
public sealed record SafetyCheck(
    string CheckType, bool Passed, string Status, string Details, string Patch, DateTimeOffset Timestamp);

/// <param name="OriginalHash"><c>sha256:…</c>, or null when the file was created.</param>
/// <param name="ModifiedHash"><c>sha256:…</c>, or null when the file was deleted.</param>
public sealed record FileModification(
    string FilePath, string? OriginalHash, string? ModifiedHash, int LinesAdded, int LinesRemoved, string? BackupPath,
    DateTimeOffset Timestamp);

public sealed record ArtifactTotals(
    long TotalTokensUsed, double TotalModelTimeMs, int NumSafetyChecksPassed, int TotalLinesAdded, int TotalLinesRemoved);
