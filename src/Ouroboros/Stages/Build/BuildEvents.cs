using System.Text.Json.Serialization;
using Ouroboros.Runs;

namespace Ouroboros.Stages.Build;

/// <summary>The facts that building records, but for the screenings, which the memo keeps.</summary>
public static class BuildEvents
{
    public static EventKind<SearchStarted> SearchStarted { get; } = new("search.started", BuildJson.Default.SearchStarted);

    public static EventKind<PlausibleFound> PlausibleFound { get; } = new("plausible.found", BuildJson.Default.PlausibleFound);

    public static EventKind<SearchEnded> SearchEnded { get; } = new("search.ended", BuildJson.Default.SearchEnded);
}

/// <param name="Priors">The learned weights in force, so that a replay starts from the same knowledge.</param>
public sealed record SearchStarted(int Seats, long Seed, IReadOnlyDictionary<string, double> Priors, string MemoryJson);

/// <param name="Tried">Candidates screened up to and including this one.</param>
public sealed record PlausibleFound(string Patch, string Operator, string Reason, string Path, int Line, long Tried, double Seconds);

/// <param name="Ranked">Hashes of the plausible patches, best first.</param>
public sealed record SearchEnded(
    long Tried, long Fuel, double Seconds, IReadOnlyList<string> Ranked, string? Exhausted, IReadOnlyDictionary<string, long> Outcomes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SearchStarted))]
[JsonSerializable(typeof(PlausibleFound))]
[JsonSerializable(typeof(SearchEnded))]
internal sealed partial class BuildJson : JsonSerializerContext;
