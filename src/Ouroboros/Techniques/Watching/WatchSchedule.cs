namespace Ouroboros.Techniques.Watching;

/// <summary>When a watch looks at its workspace again.</summary>
/// <param name="Interval">Also after so long, for file systems that tell of no changes; null for on changes alone.</param>
/// <param name="Cron">At these moments and at no others; null for on changes.</param>
public sealed record WatchSchedule(TimeSpan? Interval, CronSchedule? Cron)
{
    /// <summary>Whether changes of files are waited for at all.</summary>
    public bool OnChange => Cron is null;

    /// <summary>The next moment it looks even though nothing seems to have changed, or null.</summary>
    public DateTimeOffset? Next(TimeProvider clock) =>
        Cron is not null ? Cron.After(clock.GetUtcNow(), clock.LocalTimeZone)
        : Interval is { } pause ? clock.GetUtcNow() + pause
        : null;
}
