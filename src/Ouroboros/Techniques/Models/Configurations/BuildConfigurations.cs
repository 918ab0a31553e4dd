using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Configurations;

/// <summary>The builder's configurations: the one table of them.</summary>
public static class BuildConfigurations
{
    public static BuildConfiguration Fast { get; } = new("fast")
    {
        Candidates = 1, RefinementSteps = 10, Effort = ReasoningEffort.Low, HealingAttempts = 1, AgentSteps = 10,
        Depth = GateDepth.Cheap, Noise = NoiseSchedule.Linear, MaxOutputTokens = 2_048, ContextTokens = 8_000,
    };

    public static BuildConfiguration Balanced { get; } = new("balanced")
    {
        Candidates = 3, RefinementSteps = 50, Effort = ReasoningEffort.Medium, HealingAttempts = 3, AgentSteps = 25,
        Depth = GateDepth.Failing, Noise = NoiseSchedule.Cosine, MaxOutputTokens = 4_096, ContextTokens = 24_000,
    };

    public static BuildConfiguration Quality { get; } = new("quality")
    {
        Candidates = 5, RefinementSteps = 100, Effort = ReasoningEffort.High, HealingAttempts = 3, AgentSteps = 50,
        Depth = GateDepth.Related, Noise = NoiseSchedule.Cosine, MaxOutputTokens = 8_192, ContextTokens = 64_000,
    };

    public static IReadOnlyList<BuildConfiguration> All { get; } = [Fast, Balanced, Quality];

    /// <summary>For help: <c>fast|balanced|quality</c>.</summary>
    public static string Names { get; } = string.Join('|', All.Select(c => c.Name));

    /// <summary>Null where there is none of that name.</summary>
    public static BuildConfiguration? Find(string? name) =>
        All.FirstOrDefault(c => string.Equals(c.Name, name?.Trim(), StringComparison.OrdinalIgnoreCase));
}
