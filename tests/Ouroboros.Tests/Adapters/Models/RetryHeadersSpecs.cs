using System.Globalization;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Tests.Fakes;
using Ouroboros.Tests.Fakes.Models;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Models;

public sealed class RetryHeadersSpecs
{
    private static readonly SetClock Clock = new();

    [Theory]
    [InlineData(2.0, "retry-after: 2")]
    [InlineData(0.5, "retry-after: 0.5")]
    [InlineData(1.5, "retry-after-ms: 1500", "retry-after: 9")]
    [InlineData(0.0, "retry-after: -7")]
    [InlineData(3600.0, "retry-after: 99999999999999999999")]
    [InlineData(360.0, "x-ratelimit-reset-requests: 6m0s")]
    [InlineData(3600.0, "x-ratelimit-reset-requests: 1h2m3s")]
    [InlineData(0.02, "x-ratelimit-reset-tokens: 20ms")]
    [InlineData(8.0, "x-ratelimit-reset-tokens: 8s", "x-ratelimit-reset-requests: 3s")]
    [InlineData(3.0, "x-ratelimit-reset-tokens: 8s", "x-ratelimit-remaining-tokens: 100", "x-ratelimit-reset-requests: 3s", "x-ratelimit-remaining-requests: 0")]
    [InlineData(30.0, "anthropic-ratelimit-requests-reset: 2026-01-21T10:30:30Z")]
    [InlineData(60.0, "x-ratelimit-reset: 1768991460000")]
    [InlineData(null, "retry-after: soon")]
    [InlineData(null, "x-other: 5")]
    public void A_server_says_how_long_to_wait(double? seconds, params string[] headers)
    {
        var wait = RetryHeaders.Of(Response(headers), Clock);

        (wait?.TotalSeconds is { } found ? Math.Round(found, 3) : (double?)null).ShouldBe(seconds);
    }

    [Theory]
    [InlineData("2026-01-21T10:30:45Z", null, 45.0)]
    [InlineData("2026-01-21T16:30:45Z", "2026-01-21T16:30:00Z", 45.0)]
    [InlineData("2025-01-21T04:00:10Z", "2025-01-21T04:00:00Z", 10.0)]
    [InlineData("2026-01-21T10:29:00Z", null, 0.0)]
    [InlineData("2026-01-25T10:30:00Z", null, 3600.0)]
    public void A_date_is_read_by_the_clock_of_the_server_where_it_shows_it(string until, string? now, double seconds)
    {
        string[] headers = [$"retry-after: {Web(until)}", .. now is null ? Array.Empty<string>() : [$"date: {Web(now)}"]];

        RetryHeaders.Of(Response(headers), Clock)!.Value.TotalSeconds.ShouldBe(seconds, 0.001);
    }

    [Fact]
    public void Whatever_is_said_the_wait_is_between_nothing_and_an_hour()
    {
        var said = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>(), ArbMap.Default.GeneratorFor<double>().Select(d => d.ToString(CultureInfo.InvariantCulture)),
            ArbMap.Default.GeneratorFor<DateTime>().Select(d => d.ToString("r", CultureInfo.InvariantCulture)), Gen.Elements("9999999h", "1.1.1m", "0h", "-", "1e999", "99999999999999ms"));

        Prop.ForAll(said.ToArbitrary(), value =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            response.Headers.TryAddWithoutValidation("retry-after", value);
            response.Headers.TryAddWithoutValidation("x-ratelimit-reset", value);
            return RetryHeaders.Of(response, Clock) is not { } wait || (wait >= TimeSpan.Zero && wait <= TimeSpan.FromHours(1));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_refusal_carries_the_wait()
    {
        await using var desk = new ModelDesk();

        var limited = await desk.TroubleAsync(ModelReply.Status(429, "{}", ("Retry-After", "7")));
        var overloaded = await desk.TroubleAsync(ModelReply.Status(503, "{}", ("Retry-After", Web("2026-01-21T15:30:09Z")), ("Date", Web("2026-01-21T15:30:00Z"))));
        var silent = await desk.TroubleAsync(ModelReply.Status(429));

        (limited.RetryAfter, overloaded.RetryAfter, silent.RetryAfter).ShouldBe((TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(9), null));
    }

    private static string Web(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture).ToString("r", CultureInfo.InvariantCulture);

    private static HttpResponseMessage Response(string[] headers)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        foreach (var header in headers.Select(h => h.Split(": ", 2)))
            response.Headers.TryAddWithoutValidation(header[0], header[1]);
        return response;
    }
}
