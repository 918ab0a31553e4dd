using System.Text.Json.Serialization;
using Ouroboros.Runs;
using Ouroboros.Stages.Review;

namespace Ouroboros.Stages.Release;

/// <summary>The facts that release records.</summary>
public static class ReleaseEvents
{
    public static EventKind<Released> Released { get; } = new("patch.released", ReleaseJson.Default.Released);
}

public sealed record Released(string Patch, IReadOnlyList<ReleasedFact> Files)
{
    public static Released Of(Receipt receipt) =>
        new(receipt.Patch.Hex, [.. receipt.Files.Select(f => new ReleasedFact(
            f.Path.Value, f.Before?.Hex, f.After?.Hex, f.LinesAdded, f.LinesRemoved))]);

    /// <summary>A goal is achieved when nothing of it is left: a released part of a repair is no success.</summary>
    public static RunResult ResultOf(Assessment assessment) => assessment.IsPartial ? RunResult.NotAchieved : RunResult.Achieved;

    public static string ReasonOf(Assessment assessment)
    {
        var reason = assessment.Winner!.Verdict.Candidate.Origin.Reason;
        return assessment.Remaining switch
        {
            [] => reason,
            [var one] => $"{reason}. {one.Name} is still red: {one.Why}.",
            [var first, ..] => $"{reason}. {assessment.Remaining.Count} failing tests are still red, first {first.Name}: {first.Why}.",
        };
    }
}

public sealed record ReleasedFact(string Path, string? Before, string? After, int LinesAdded, int LinesRemoved);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Released))]
internal sealed partial class ReleaseJson : JsonSerializerContext;
