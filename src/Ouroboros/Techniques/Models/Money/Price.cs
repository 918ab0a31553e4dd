namespace Ouroboros.Techniques.Models.Money;

/// <summary>What a model costs, in US dollars per million tokens.</summary>
public sealed record Price(decimal Input, decimal CachedInput, decimal Output)
{
    private const decimal Million = 1_000_000m;

    public static Price Free { get; } = new(0, 0, 0);

    public decimal Of(TokenUse use) => ((use.Fresh * Input) + (use.Cached * CachedInput) + (use.Output * Output)) / Million;

    /// <summary>The most that so many tokens can cost, however many of them the provider finds in its cache.</summary>
    public decimal AtMost(TokenUse use) => ((use.Input * Math.Max(Input, CachedInput)) + (use.Output * Output)) / Million;
}
