using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Money;

/// <summary>Tokens that a model read and wrote. The cached ones are among those it read.</summary>
public readonly record struct TokenUse(long Input, long Cached, long Output)
{
    // Far beyond any model's window: a server that reports more is not believed, and sums cannot overflow.
    private const long MostBelieved = 100_000_000;

    public long Total => Input + Output;

    public long Fresh => Input - Cached;

    public static TokenUse operator +(TokenUse one, TokenUse other) =>
        new(one.Input + other.Input, one.Cached + other.Cached, one.Output + other.Output);

    /// <summary>What an answer reports; what it leaves out, or says to be none, is taken from the estimate.</summary>
    public static TokenUse Reported(UsageDetails? usage, TokenUse estimate)
    {
        var input = Believed(usage?.InputTokenCount) ?? estimate.Input;
        var output = Believed(usage?.OutputTokenCount) ?? estimate.Output;

        // Some servers count what a model thinks only in the total.
        if (Believed(usage?.TotalTokenCount) is { } total && total > input + output && usage?.OutputTokenCount > 0)
            output = total - input;

        return new TokenUse(input, Math.Min(input, Believed(usage?.CachedInputTokenCount) ?? 0), output);
    }

    private static long? Believed(long? count) => count is > 0 ? Math.Min(count.Value, MostBelieved) : null;
}
