namespace Ouroboros.Techniques.Patience;

/// <summary>How long to hold back after failures in a row: doubling up to a limit, then a random part more or less.</summary>
/// <param name="Spread">How far a pause varies, as a part of it: 0.5 is half more or half less.</param>
public sealed record Backoff(TimeSpan Base, TimeSpan Limit, double Spread)
{
    // 2^30 times any pause a person would name is beyond every limit.
    private const int MostDoublings = 30;

    public static Backoff Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), 0.5);

    /// <param name="failures">In a row so far; nothing is held back after none.</param>
    public TimeSpan After(int failures, Random random)
    {
        if (failures < 1)
            return TimeSpan.Zero;

        var doubled = Base.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        var pause = Math.Min(Limit.TotalSeconds, doubled);
        return TimeSpan.FromSeconds(pause * (1 + (Spread * ((2 * random.NextDouble()) - 1))));
    }
}
