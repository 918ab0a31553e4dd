using System.Text.Json.Serialization;
using Ouroboros.Runs;

namespace Ouroboros.Stages.Build;

/// <summary>The facts that building records, but for the screenings, which the memo keeps.</summary>
public static class BuildEvents
{
    public static EventKind<SearchStarted> SearchStarted { get; } = new("search.started", BuildJson.Default.SearchStarted);

    public static EventKind<CauseSearched> CauseSearched { get; } = new("cause.searched", BuildJson.Default.CauseSearched);

    public static EventKind<SearchEnded> SearchEnded { get; } = new("search.ended", BuildJson.Default.SearchEnded);

    public static EventKind<RefinementStep> ModelRefined { get; } = new("model.refined", BuildJson.Default.RefinementStep);

    public static EventKind<AgentRan> AgentRan { get; } = new("agent.ran", BuildJson.Default.AgentRan);
}

/// <param name="Remembered">Screenings of an earlier attempt that are not run again.</param>
/// <param name="Knowledge">What the search knew from earlier runs, so that a replay starts from the same.</param>
public sealed record SearchStarted(int Seats, long Seed, int Remembered, string Knowledge);

/// <summary>One search among several of a run: for all failing tests, or for those of one cause.</summary>
/// <param name="Number">Counts the searches of a run from 0.</param>
/// <param name="Mended">Tests that its best patch turns green: its own, and others that turned with them.</param>
/// <param name="Best">Its best patch, or null.</param>
/// <param name="Unmended">Why there is none, or null.</param>
/// <param name="IsSplit">Whether its tests were divided and searched again, so that this was not the last word on them.</param>
public sealed record CauseSearched(
    int Number, IReadOnlyList<string> Tests, IReadOnlyList<string> Mended, long Tried, double Seconds, int Plausible, PlausiblePatch? Best,
    double? Confidence, string? Unmended, bool IsSplit);

/// <param name="Ranked">The plausible patches, best first; only the head is recorded.</param>
/// <param name="Exhausted">The limit that ended it, or null.</param>
/// <param name="Behaviours">How they differ in what they do; null in journals of before that was recorded.</param>
public sealed record SearchEnded(
    long Tried, long Fuel, double Seconds, int Plausible, IReadOnlyList<PlausiblePatch> Ranked, string? Exhausted,
    IReadOnlyDictionary<string, long> Outcomes, BehaviourFindings? Behaviours = null)
{
    /// <summary>Seconds from the start of the run's work to the first plausible patch; null when none was found.</summary>
    public double? FirstPlausible { get; init; }

    /// <summary>Where a plain value turned failing tests green: no repair, and yet a place to look at.</summary>
    public IReadOnlyList<Clue> Clues { get; init; } = [];

    /// <summary>What became of each cause in the end, which a later patch may have changed; empty where one patch mends all.</summary>
    public IReadOnlyList<CauseSearched> Causes { get; init; } = [];
}

/// <summary>What an expression, or a place before a statement, must yield for failing tests to pass.</summary>
/// <param name="Text">The expression as it stands; of a place before a statement, that statement's first line.</param>
/// <param name="Wish">In words: what stood there instead.</param>
/// <param name="Turned">How many failing tests were green then.</param>
/// <param name="IsBefore">Whether it stood before the text, and not in its place.</param>
public sealed record Clue(string Path, int Line, string Text, string Wish, int Turned, bool IsBefore);

public sealed record PlausiblePatch(
    string Patch, string Operator, string Reason, string Path, int Line, double Score, int Cluster, IReadOnlyList<string> Reasons)
{
    /// <summary>The patch as a unified diff; null when it is too long to keep, or was recorded before diffs were.</summary>
    public string? Diff { get; init; }

    public static PlausiblePatch Of(RankedCandidate ranked)
    {
        var (candidate, origin) = (ranked.Candidate, ranked.Candidate.Origin);
        return new PlausiblePatch(
            candidate.Patch.Hash.Hex, origin.Operator, origin.Reason, origin.Path.Value, origin.Line, ranked.Score, ranked.Cluster, ranked.Reasons);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SearchStarted))]
[JsonSerializable(typeof(CauseSearched))]
[JsonSerializable(typeof(SearchEnded))]
[JsonSerializable(typeof(RefinementStep))]
[JsonSerializable(typeof(AgentRan))]
internal sealed partial class BuildJson : JsonSerializerContext;
