using System.Text.Json.Serialization;
using Ouroboros.Runs;

namespace Ouroboros.Capabilities.Repair;

/// <summary>What models came to in a repair.</summary>
public static class ModelEvents
{
    public static EventKind<ModelAttempted> Attempted { get; } = new("model.attempted", ModelJson.Default.ModelAttempted);

    public static EventKind<ModelEnded> Ended { get; } = new("model.ended", ModelJson.Default.ModelEnded);
}

/// <param name="Attempt">Counts an agent's attempts from 1; those after the first are retries.</param>
/// <param name="Patch">Null where the answer held no edit that can be made.</param>
/// <param name="Gate">What refused it, null where all let it pass.</param>
public sealed record ModelAttempted(string Agent, string Model, int Attempt, string? Patch, string? Gate, string? Why);

/// <param name="Why">For people, why there is nothing or no more.</param>
public sealed record ModelEnded(int Agents, int Plausible, long Tokens, decimal Money, double Seconds, string Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ModelAttempted))]
[JsonSerializable(typeof(ModelEnded))]
internal sealed partial class ModelJson : JsonSerializerContext;
