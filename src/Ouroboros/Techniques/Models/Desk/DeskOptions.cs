using Ouroboros.Techniques.Models.Resilience;

namespace Ouroboros.Techniques.Models.Desk;

/// <summary>How models are called.</summary>
public sealed record DeskOptions
{
    public ResilienceOptions Resilience { get; init; } = new();

    /// <summary>How many tokens an answer may have where the caller does not say.</summary>
    public int OutputTokens { get; init; } = 4_096;
}
