namespace Ouroboros.Adapters.Models;

/// <summary>A model that a provider says it serves.</summary>
/// <param name="Context">How many tokens it reads, where that is said.</param>
public sealed record ListedModel(string Name, string? Owner, long? Context);
