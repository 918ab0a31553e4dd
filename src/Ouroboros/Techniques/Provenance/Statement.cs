using System.Text.Json.Serialization;

namespace Ouroboros.Techniques.Provenance;

/// <summary>An in-toto statement, version 1: these files came about in this run.</summary>
public sealed record Statement(
    [property: JsonPropertyName("_type")] string Type,
    IReadOnlyList<Subject> Subject,
    [property: JsonPropertyName("predicateType")] string PredicateType,
    RunPredicate Predicate)
{
    public const string StatementType = "https://in-toto.io/Statement/v1";

    public const string RunPredicateType = "urn:ouroboros:run:v1";
}

/// <param name="Digest">Algorithm to lower-case hex; always <c>sha256</c>.</param>
public sealed record Subject(string Name, IReadOnlyDictionary<string, string> Digest);

/// <summary>What is claimed about a run.</summary>
public sealed record RunPredicate
{
    public required RunClaim Run { get; init; }

    public required ToolClaim Tool { get; init; }

    /// <summary>Hash of the workspace's files before the run, or null when it ended before reading them.</summary>
    public string? InputTree { get; init; }

    public PatchClaim? Patch { get; init; }

    public required IReadOnlyList<GateClaim> Gates { get; init; }

    public required IReadOnlyList<TestClaim> Tests { get; init; }

    public required IReadOnlyList<FileClaim> Files { get; init; }
}

public sealed record RunClaim(
    string Id, string Capability, string Description, long Seed, DateTimeOffset Started, DateTimeOffset Ended, string Result, string Reason);

public sealed record ToolClaim(string Name, string Version);

public sealed record PatchClaim(
    string Hash, string Source, string Operator, string Reason, double? Risk, string? DecidedBy, string? DecidedBecause);

public sealed record GateClaim(string Gate, string Status, string Detail);

public sealed record TestClaim(string Name, string Outcome);

/// <summary>Hashes in hex; null where there was, or is, no file.</summary>
public sealed record FileClaim(string Path, string? Before, string? After);
