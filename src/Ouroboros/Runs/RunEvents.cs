using System.Text.Json.Serialization;

namespace Ouroboros.Runs;

/// <summary>The facts every run records, whatever it does.</summary>
public static class RunEvents
{
    public static EventKind<StageEntered> StageEntered { get; } = new("stage.entered", RunJson.Default.StageEntered);

    public static EventKind<RunConcluded> RunConcluded { get; } = new("run.concluded", RunJson.Default.RunConcluded);

    public static EventKind<RunResumed> RunResumed { get; } = new("run.resumed", RunJson.Default.RunResumed);
}

/// <param name="Stage">plan, build, validate, review, release or learn.</param>
public sealed record StageEntered(string Stage);

public sealed record RunConcluded(RunResult Result, string Reason);

/// <param name="Remembered">Screenings of the earlier attempt that will not be run again.</param>
public sealed record RunResumed(int Remembered);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StageEntered))]
[JsonSerializable(typeof(RunConcluded))]
[JsonSerializable(typeof(RunResumed))]
internal sealed partial class RunJson : JsonSerializerContext;
