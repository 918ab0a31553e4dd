namespace Ouroboros.Runs;

/// <summary>What is left of a run's limits. Reserve before the work, settle after it.</summary>
public sealed class Budget(Limits limits, TimeProvider clock)
{
    private readonly long startedAt = clock.GetTimestamp();
    private long candidates;
    private long fuel;

    public long CandidatesUsed => Interlocked.Read(ref candidates);

    public long FuelUsed => Interlocked.Read(ref fuel);

    public TimeSpan Elapsed => clock.GetElapsedTime(startedAt);

    public bool IsOutOfTime => limits.WallTime is { } wall && Elapsed >= wall;

    /// <summary>The limit that was reached, in words, or null while work may go on.</summary>
    public string? Exhausted =>
        limits.WallTime is { } wall && Elapsed >= wall ? $"the time limit of {wall.TotalSeconds:0.#} s"
        : limits.Candidates is { } most && CandidatesUsed >= most ? $"the limit of {most} candidates"
        : limits.Fuel is { } burn && FuelUsed >= burn ? $"the fuel limit of {burn}"
        : null;

    public bool TryReserveCandidate()
    {
        if (Exhausted is not null)
            return false;

        var taken = Interlocked.Increment(ref candidates);
        if (limits.Candidates is not { } most || taken <= most)
            return true;

        Interlocked.Decrement(ref candidates);
        return false;
    }

    public void Settle(long burnt) => Interlocked.Add(ref fuel, burnt);
}
