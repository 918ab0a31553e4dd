using System.Text.Json.Serialization;
using Ouroboros.Runs;

namespace Ouroboros.Stages.Validate;

/// <summary>The facts that validation records.</summary>
public static class ValidateEvents
{
    public static EventKind<GateJudged> GateJudged { get; } = new("gate.judged", ValidateJson.Default.GateJudged);
}

public sealed record GateJudged(string Patch, string Gate, GateStatus Status, string Detail, double Seconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(GateJudged))]
internal sealed partial class ValidateJson : JsonSerializerContext;
