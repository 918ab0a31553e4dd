using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Configurations;

/// <summary>How much a builder with models spends on one goal. The rows stand in <see cref="BuildConfigurations"/>.</summary>
public sealed record BuildConfiguration(string Name)
{
    /// <summary>Plausible patches it stops at.</summary>
    public required int Candidates { get; init; }

    /// <summary>Spans that masked refinement cuts out and has filled again, in each attempt.</summary>
    public required int RefinementSteps { get; init; }

    public required ReasoningEffort Effort { get; init; }

    /// <summary>How often a refused answer goes back with the reason.</summary>
    public required int HealingAttempts { get; init; }

    /// <summary>Calls to the model in one loop with tools.</summary>
    public required int AgentSteps { get; init; }

    public required GateDepth Depth { get; init; }

    public required NoiseSchedule Noise { get; init; }

    /// <summary>Of one answer.</summary>
    public required int MaxOutputTokens { get; init; }

    /// <summary>Of one prompt.</summary>
    public required int ContextTokens { get; init; }
}

/// <summary>What a draft is put to while it is still being worked on. The final verdict is spoken by all gates, whatever this says.</summary>
public enum GateDepth
{
    /// <summary>Syntax and meaning; tests only once a draft stands.</summary>
    Cheap,

    /// <summary>The failing tests as well.</summary>
    Failing,

    /// <summary>At every step also the tests that cover what was changed.</summary>
    Related,
}

/// <summary>How the masked share falls from step to step.</summary>
public enum NoiseSchedule
{
    Linear,

    /// <summary>Stays with large spans for longer, then falls fast.</summary>
    Cosine,
}
