using System.Text.Json.Serialization;
using Ouroboros.Runs;

namespace Ouroboros.Stages.Review;

/// <summary>The facts that review records.</summary>
public static class ReviewEvents
{
    public static EventKind<PatchAssessed> PatchAssessed { get; } = new("patch.assessed", ReviewJson.Default.PatchAssessed);

    public static EventKind<Decision> Decided { get; } = new("patch.decided", ReviewJson.Default.Decision);
}

/// <param name="Diff">The winner as a unified diff.</param>
/// <param name="Turned">Tests that it turned from red to green.</param>
/// <param name="Remaining">Failing tests that it leaves red; null in journals of before there were partial repairs.</param>
public sealed record PatchAssessed(
    string Patch, string Operator, string Reason, string Path, int Line, double Risk, IReadOnlyList<RiskFactor> Factors,
    IReadOnlyList<string> Reasons, IReadOnlyList<string> Turned, int Alternatives, IReadOnlyList<string> Cautions, string Diff,
    IReadOnlyList<RemainingFact>? Remaining = null);

public sealed record RemainingFact(string Name, string Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PatchAssessed))]
[JsonSerializable(typeof(Decision))]
internal sealed partial class ReviewJson : JsonSerializerContext;
