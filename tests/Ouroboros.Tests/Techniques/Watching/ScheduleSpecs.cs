using System.Globalization;
using Ouroboros.Techniques.Patience;
using Ouroboros.Techniques.Watching;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Watching;

public sealed class ScheduleSpecs
{
    [Theory]
    [InlineData("0 */6 * * *", "2026-01-21 10:30", "2026-01-21 12:00")]
    [InlineData("0 */6 * * *", "2026-01-21 12:00", "2026-01-21 18:00")]
    [InlineData("* * * * *", "2026-01-21 10:30", "2026-01-21 10:31")]
    [InlineData("15,45 9-10 * * *", "2026-01-21 09:50", "2026-01-21 10:15")]
    [InlineData("5/20 * * * *", "2026-01-21 10:30", "2026-01-21 10:45")]
    [InlineData("0 0 1 jan,Jul *", "2026-01-21 10:30", "2026-07-01 00:00")]
    [InlineData("30 8 * * mon-fri", "2026-01-23 09:00", "2026-01-26 08:30")]
    [InlineData("0 0 * * 7", "2026-01-21 10:30", "2026-01-25 00:00")]
    [InlineData("0 0 * * sun", "2026-01-21 10:30", "2026-01-25 00:00")]
    [InlineData("0 0 29 2 *", "2026-01-21 10:30", "2028-02-29 00:00")]
    [InlineData("0 0 13 * 5", "2026-01-21 10:30", "2026-01-23 00:00")]
    [InlineData("0 0 */10 * mon", "2026-01-21 10:30", "2026-05-11 00:00")]
    public void The_next_moment_is_the_one_that_cron_would_take(string schedule, string after, string expected) =>
        CronSchedule.Parse(schedule).After(Moment(after), TimeZoneInfo.Utc).ShouldBe(Moment(expected));

    [Fact]
    public void A_day_that_never_comes_is_told_and_not_waited_for() => CronSchedule.Parse("0 0 30 2 *").After(Moment("2026-01-21 10:30"), TimeZoneInfo.Utc).ShouldBeNull();

    [Theory]
    [InlineData("* * * *", "has 4 fields and not five")]
    [InlineData("60 * * * *", "'60' is no minute: it takes 0 to 59.")]
    [InlineData("* * 0 * *", "'0' is no day of the month")]
    [InlineData("* * * foo *", "it takes 1 to 12 or jan to dec")]
    [InlineData("*/0 * * * *", "a step is a number from 1 on")]
    [InlineData("5-1 * * * *", "5 comes after 1")]
    [InlineData("1-2-3 * * * *", "a range is two values")]
    [InlineData("-1 * * * *", "'-1' is no minute")]
    [InlineData("*/-5 * * * *", "a step is a number")]
    [InlineData(", * * * *", "'' is no minute")]
    [InlineData("99999999999999999999 * * * *", "it takes 0 to 59")]
    public void What_is_no_schedule_is_refused_with_a_reason(string text, string why) =>
        Should.Throw<FormatException>(() => CronSchedule.Parse(text)).Message.ShouldContain(why);

    [Fact]
    public void An_hour_that_summer_time_leaves_out_is_skipped_and_one_that_comes_twice_is_taken_once()
    {
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 29),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 25));
        var zone = TimeZoneInfo.CreateCustomTimeZone("here", TimeSpan.FromHours(1), "here", "winter", "summer", [rule]);
        var cron = CronSchedule.Parse("30 2 * * *");

        cron.After(new DateTimeOffset(2026, 3, 28, 3, 0, 0, TimeSpan.FromHours(1)), zone).ShouldBe(new DateTimeOffset(2026, 3, 30, 2, 30, 0, TimeSpan.FromHours(2)));
        var once = cron.After(new DateTimeOffset(2026, 10, 24, 12, 0, 0, TimeSpan.FromHours(2)), zone);
        once.ShouldBe(new DateTimeOffset(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(2)));
        cron.After(once!.Value, zone).ShouldBe(new DateTimeOffset(2026, 10, 26, 2, 30, 0, TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 8)]
    [InlineData(5, 10)]
    [InlineData(int.MaxValue, 10)]
    public void Pauses_double_up_to_the_limit_and_vary_by_half(int failures, double seconds)
    {
        var random = new Random(5);
        var pauses = Enumerable.Range(0, 500).Select(_ => Backoff.Default.After(failures, random).TotalSeconds).ToList();

        pauses.ShouldAllBe(p => p >= seconds * 0.5 && p <= seconds * 1.5);
        if (seconds > 0)
            (pauses.Max() - pauses.Min()).ShouldBeGreaterThan(seconds * 0.9);
    }

    private static DateTimeOffset Moment(string text) =>
        new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.Zero);
}
