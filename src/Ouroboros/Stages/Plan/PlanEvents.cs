using System.Text.Json.Serialization;
using Ouroboros.Runs;

namespace Ouroboros.Stages.Plan;

/// <summary>The facts that planning records.</summary>
public static class PlanEvents
{
    public static EventKind<TestsMeasured> TestsMeasured { get; } = new("tests.measured", PlanJson.Default.TestsMeasured);

    public static EventKind<SuspectsRanked> SuspectsRanked { get; } = new("suspects.ranked", PlanJson.Default.SuspectsRanked);
}

/// <summary>The suite as it stands before anything is changed.</summary>
/// <param name="Bed">What runs it, for people.</param>
/// <param name="Tree">Hash of the workspace's files.</param>
public sealed record TestsMeasured(
    string Bed, string Tree, int Total, int Passed, IReadOnlyList<FailingTest> Failing, IReadOnlyList<string> Flaky, double Seconds)
{
    /// <summary>Whether it was measured by an earlier run on the same files.</summary>
    public bool Remembered { get; init; }
}

public sealed record FailingTest(string Name, string Outcome, string Exception, string Message);

/// <summary>Where to look, most suspicious first; only the head is recorded.</summary>
public sealed record SuspectsRanked(int Total, IReadOnlyList<SuspectLine> Head);

public sealed record SuspectLine(string Path, int Line, double Score, string Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TestsMeasured))]
[JsonSerializable(typeof(SuspectsRanked))]
internal sealed partial class PlanJson : JsonSerializerContext;
