namespace Ouroboros.Runs;

/// <summary>The most a run may use. A limit that is null does not bind.</summary>
public sealed record Limits
{
    public TimeSpan? WallTime { get; init; }

    public long? Candidates { get; init; }

    /// <summary>Loop turns and function entries that candidates may burn in all; unlike time, the same on every machine.</summary>
    public long? Fuel { get; init; }

    /// <summary>Steps of agents: calls to a model that decide what to do next.</summary>
    public long? Steps { get; init; }

    /// <summary>Tokens that models read and write.</summary>
    public long? Tokens { get; init; }

    /// <summary>What models cost, in US dollars.</summary>
    public decimal? Money { get; init; }

    /// <summary>
    /// How many candidates each search of the run tried, in their order, where a record tells: a replay ends its searches where the
    /// clock ended those of the run.
    /// </summary>
    public IReadOnlyList<long>? Searches { get; init; }
}
