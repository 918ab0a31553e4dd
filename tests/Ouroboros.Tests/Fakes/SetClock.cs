namespace Ouroboros.Tests.Fakes;

/// <summary>A clock that stands until it is told to go on; timers fire as it passes them.</summary>
internal sealed class SetClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<SetTimer> timers = [];
    private DateTimeOffset now = new(2026, 1, 21, 10, 30, 0, TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Every pause that was asked for, in order.</summary>
    public List<TimeSpan> Asked { get; } = [];

    /// <summary>Whether every pause is over as soon as it is asked for.</summary>
    public bool Hurries { get; init; }

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public void Advance(TimeSpan by)
    {
        List<SetTimer> due;
        lock (gate)
        {
            now += by;
            due = [.. timers.Where(t => t.Due <= now)];
            timers.RemoveAll(due.Contains);
        }

        foreach (var timer in due)
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SetTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class SetTimer(SetClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;

                clock.Asked.Add(dueTime);
                Due = clock.now + dueTime;
                if (!clock.Hurries)
                    clock.timers.Add(this);
            }

            if (clock.Hurries)
            {
                clock.now = Due;
                ThreadPool.QueueUserWorkItem(_ => Fire());
            }

            return true;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
