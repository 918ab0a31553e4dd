namespace Ouroboros.Techniques.Watching;

/// <summary>
/// Moments given by five fields: minute, hour, day of month, month, day of week. Stars, lists, ranges, steps and English names; where both
/// days are restricted either will do, as in every cron since the seventies.
/// </summary>
public sealed class CronSchedule
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    // 29 February comes after eight years at the latest.
    private const int MostDays = 366 * 8;

    private readonly CronField minute, hour, day, month, weekday;

    private CronSchedule(string[] fields)
    {
        minute = CronField.Parse(fields[0], "minute", 0, 59, []);
        hour = CronField.Parse(fields[1], "hour", 0, 23, []);
        day = CronField.Parse(fields[2], "day of the month", 1, 31, []);
        month = CronField.Parse(fields[3], "month", 1, 12, Months);
        weekday = CronField.Parse(fields[4], "day of the week", 0, 7, Days);
    }

    /// <exception cref="FormatException">The text is no schedule; the message says why.</exception>
    public static CronSchedule Parse(string text)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 5
            ? new CronSchedule(fields)
            : throw new FormatException($"'{text}' has {fields.Length} fields and not five: minute, hour, day of month, month, day of week.");
    }

    /// <summary>The first moment after another, by the clock on the wall of a zone; null when there never is one, such as on 30 February.</summary>
    public DateTimeOffset? After(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        for (var days = 0; days < MostDays; days++)
        {
            var date = local.Date.AddDays(days);
            if (!HoldsOn(date))
                continue;

            foreach (var time in Times(date))
            {
                // An hour that summer time leaves out never comes; of one that comes twice, the first counts.
                if (zone.IsInvalidTime(time))
                    continue;

                var offset = zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max() : zone.GetUtcOffset(time);
                var found = new DateTimeOffset(time, offset);
                if (found > moment)
                    return found;
            }
        }

        return null;
    }

    private bool HoldsOn(DateTime date)
    {
        if (!month.Holds(date.Month))
            return false;

        var byDay = day.Holds(date.Day);
        var byWeekday = weekday.Holds((int)date.DayOfWeek) || (date.DayOfWeek == DayOfWeek.Sunday && weekday.Holds(7));
        return day.IsAny || weekday.IsAny ? byDay && byWeekday : byDay || byWeekday;
    }

    private IEnumerable<DateTime> Times(DateTime date) =>
        from h in hour.Values.Order()
        from m in minute.Values.Order()
        select DateTime.SpecifyKind(date.AddHours(h).AddMinutes(m), DateTimeKind.Unspecified);
}
