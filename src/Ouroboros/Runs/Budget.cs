using System.Globalization;

namespace Ouroboros.Runs;

/// <summary>What is left of a run's limits, or of a share of them. Reserve before the work, settle after it.</summary>
public sealed class Budget
{
    private readonly Limits limits;
    private readonly TimeProvider clock;
    private readonly Budget? whole;
    private readonly long startedAt;
    private readonly TimeSpan begun;
    private long candidates;
    private long fuel;
    private long steps;
    private readonly Lock purse = new();
    private Charge used;
    private Charge reserved;

    public Budget(Limits limits, TimeProvider clock)
    {
        (this.limits, this.clock) = (limits, clock);
        startedAt = clock.GetTimestamp();
    }

    private Budget(Limits limits, Budget whole)
    {
        (this.limits, this.whole, clock, startedAt) = (limits, whole, whole.clock, whole.startedAt);
        begun = whole.Elapsed;
    }

    public long CandidatesUsed => Interlocked.Read(ref candidates);

    public long FuelUsed => Interlocked.Read(ref fuel);

    public long StepsUsed => Interlocked.Read(ref steps);

    /// <summary>What calls to models used; what is under way is not in it.</summary>
    public Charge Used
    {
        get
        {
            lock (purse)
                return used;
        }
    }

    /// <summary>Since the start of the run's work, also in a share of its budget.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(startedAt);

    public bool IsOutOfTime => (limits.WallTime is { } wall && Elapsed - begun >= wall) || whole is { IsOutOfTime: true };

    /// <summary>The limit that was reached, in words, or null while work may go on.</summary>
    public string? Exhausted => whole?.Exhausted
        ?? (limits.WallTime is { } wall && Elapsed - begun >= wall ? Named($"the time limit of {wall.TotalSeconds:0.#} s")
            : limits.Candidates is { } most && CandidatesUsed >= most ? Named($"the limit of {most} candidates")
            : limits.Fuel is { } burn && FuelUsed >= burn ? Named($"the fuel limit of {burn}")
            : null);

    /// <summary>The limit that forbids any further call to a model, in words, or null while there may be one.</summary>
    public string? Spent => whole?.Spent
        ?? (IsOutOfTime ? Exhausted
            : limits.Steps is { } turns && StepsUsed >= turns ? Named($"the limit of {turns} steps")
            : limits.Tokens is { } most && Used.Tokens >= most ? Named($"the limit of {most} tokens")
            : limits.Money is { } money && Used.Money >= money ? Named(string.Create(CultureInfo.InvariantCulture, $"the limit of ${money:0.00##}"))
            : null);

    /// <summary>The time that is left, or null where it has no limit.</summary>
    public TimeSpan? Left => Least(limits.WallTime is { } wall ? wall - (Elapsed - begun) : null, whole?.Left);

    /// <summary>A part of what is left, of every limit that binds, and no more than <paramref name="most"/>. What it does not use stays here.</summary>
    public Budget Share(double part, Limits most)
    {
        var left = new Limits
        {
            WallTime = limits.WallTime is { } wall ? (wall - (Elapsed - begun)) * part : null,
            Candidates = limits.Candidates is { } count ? (long)Math.Ceiling((count - CandidatesUsed) * part) : null,
            Fuel = limits.Fuel is { } burn ? (long)Math.Ceiling((burn - FuelUsed) * part) : null,
            Steps = limits.Steps is { } turns ? (long)Math.Ceiling((turns - StepsUsed) * part) : null,
            Tokens = limits.Tokens is { } tokens ? (long)Math.Ceiling((tokens - Used.Tokens) * part) : null,
            Money = limits.Money is { } money ? (money - Used.Money) * (decimal)part : null,
        };
        return new Budget(
            new Limits
            {
                WallTime = Least(left.WallTime, most.WallTime),
                Candidates = Least(left.Candidates, most.Candidates),
                Fuel = Least(left.Fuel, most.Fuel),
                Steps = Least(left.Steps, most.Steps),
                Tokens = Least(left.Tokens, most.Tokens),
                Money = Least(left.Money, most.Money),
            },
            this);
    }

    public bool TryReserveCandidate()
    {
        if (Exhausted is not null)
            return false;

        var taken = Interlocked.Increment(ref candidates);
        if ((limits.Candidates is not { } most || taken <= most) && (whole?.TryReserveCandidate() ?? true))
            return true;

        Interlocked.Decrement(ref candidates);
        return false;
    }

    public bool TryReserveStep()
    {
        if (Spent is not null)
            return false;

        var taken = Interlocked.Increment(ref steps);
        if ((limits.Steps is not { } most || taken <= most) && (whole?.TryReserveStep() ?? true))
            return true;

        Interlocked.Decrement(ref steps);
        return false;
    }

    /// <summary>
    /// Sets aside the most that a call can use, here and in all that this is a share of, or nothing anywhere. However many calls are under
    /// way, together they cannot exceed a limit that each of them kept to.
    /// </summary>
    /// <returns>Null where a limit forbids it.</returns>
    public Reservation? TryReserve(Charge most) => !IsOutOfTime && TryTake(most) ? new Reservation(this, most) : null;

    /// <summary>Whether money is limited, here or in what this is a share of.</summary>
    public bool LimitsMoney => limits.Money is not null || whole is { LimitsMoney: true };

    /// <summary>The limit that keeps such a charge from being set aside, in words and with what is left of it, or null where it fits.</summary>
    public string? Forbids(Charge most)
    {
        if (IsOutOfTime)
            return Exhausted;
        if (whole?.Forbids(most) is { } above)
            return above;

        lock (purse)
        {
            var taken = used + reserved;
            return taken.Tokens + most.Tokens > limits.Tokens ? Named($"the limit of {limits.Tokens} tokens, {limits.Tokens - taken.Tokens} of them left,")
                : taken.Money + most.Money > limits.Money
                    ? Named(string.Create(CultureInfo.InvariantCulture, $"the limit of ${limits.Money:0.00##}, ${limits.Money - taken.Money:0.00####} of it left,"))
                    : null;
        }
    }

    private bool TryTake(Charge most)
    {
        lock (purse)
        {
            var total = used + reserved + most;
            if (total.Tokens > limits.Tokens || total.Money > limits.Money || whole?.TryTake(most) == false)
                return false;

            reserved += most;
            return true;
        }
    }

    internal void Settle(Charge set, Charge used)
    {
        lock (purse)
        {
            reserved -= set;
            this.used += used;
        }

        whole?.Settle(set, used);
    }

    public void Settle(long burnt)
    {
        Interlocked.Add(ref fuel, burnt);
        whole?.Settle(burnt);
    }

    private string Named(string limit) => whole is null ? limit : $"its share of the limits: {limit}";

    private static T? Least<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        one is { } a && other is { } b ? (a.CompareTo(b) < 0 ? a : b) : one ?? other;
}
