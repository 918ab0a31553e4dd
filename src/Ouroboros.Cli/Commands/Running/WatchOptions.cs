using System.CommandLine;
using System.Globalization;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Errors;
using Ouroboros.Techniques.Watching;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>When a watch looks, and how often.</summary>
internal sealed record WatchOptions(Option<string?> Interval, Option<string?> Cron, Option<string?> Cycles)
{
    private const double ShortestInterval = 0.1, LongestInterval = 366 * 86_400.0;

    public bool AnyGiven(Invocation call) => call.Get(Interval) is not null || call.Get(Cron) is not null || call.Get(Cycles) is not null;

    public WatchSchedule ScheduleOf(Invocation call)
    {
        if (call.Get(Interval) is not null && call.Get(Cron) is not null)
            throw UserError.Misuse("--interval and --cron exclude each other.", "Name one of them, or none to wait for changes.");

        return new WatchSchedule(IntervalOf(call.Get(Interval)), CronOf(call.Get(Cron), call.Here.Clock));
    }

    public int? CyclesOf(Invocation call)
    {
        if (call.Get(Cycles) is not { } text)
            return null;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw UserError.Misuse($"--cycles must be a number from 1 on, not '{text}'.");
    }

    private static TimeSpan? IntervalOf(string? text)
    {
        if (text is null)
            return null;

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= ShortestInterval and <= LongestInterval
            ? TimeSpan.FromSeconds(seconds)
            : throw UserError.Misuse($"--interval must be a number of seconds from {ShortestInterval} on, not '{text}'.");
    }

    private static CronSchedule? CronOf(string? text, TimeProvider clock)
    {
        if (text is null)
            return null;

        try
        {
            var schedule = CronSchedule.Parse(text);
            return schedule.After(clock.GetUtcNow(), clock.LocalTimeZone) is not null
                ? schedule
                : throw UserError.Misuse($"--cron: '{text}' never comes.", "Name a day that its months have, such as: --cron '0 0 28 2 *'");
        }
        catch (FormatException wrong)
        {
            throw UserError.Misuse($"--cron: {wrong.Message}", "Write it like: --cron '*/30 8-18 * * mon-fri'");
        }
    }
}
