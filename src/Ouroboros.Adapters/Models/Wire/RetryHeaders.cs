using System.Globalization;
using System.Text.RegularExpressions;

namespace Ouroboros.Adapters.Models.Wire;

/// <summary>Reads from the headers of a refusal how long the server wants to be left alone, whatever its clock says.</summary>
internal static partial class RetryHeaders
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // Which limit was hit is not said: all that are not known to have something left are waited for.
    private static readonly (string Reset, string Remaining)[] Limits =
    [
        ("x-ratelimit-reset-requests", "x-ratelimit-remaining-requests"),
        ("x-ratelimit-reset-tokens", "x-ratelimit-remaining-tokens"),
        ("x-ratelimit-reset", "x-ratelimit-remaining"),
        ("anthropic-ratelimit-requests-reset", "anthropic-ratelimit-requests-remaining"),
        ("anthropic-ratelimit-tokens-reset", "anthropic-ratelimit-tokens-remaining"),
    ];

    /// <returns>Between nothing and an hour; null where nothing is said.</returns>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider clock)
    {
        var now = response.Headers.Date ?? clock.GetUtcNow();
        var asked = Number(Value(response, "retry-after-ms")) is { } ms ? Bounded(ms / 1000)
            : Value(response, "retry-after") is { Length: > 0 } after && Read(after, now) is { } wait ? wait
            : Limits.Where(l => Number(Value(response, l.Remaining)) is not > 0).Select(l => Value(response, l.Reset)).Max(v => Read(v, now));
        return asked;
    }

    private static TimeSpan? Read(string? value, DateTimeOffset now)
    {
        if (value is null)
            return null;

        if (Number(value) is { } number)
            return Bounded(number > 1e12 ? (number / 1000) - Seconds(now) : number > 1e9 ? number - Seconds(now) : number);

        if (Spans.Match(value) is { Success: true, Length: > 0 } spans)
            return Bounded((Part(spans, "h") * 3600) + (Part(spans, "m") * 60) + Part(spans, "s") + (Part(spans, "ms") / 1000));

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? Bounded((at - now).TotalSeconds)
            : null;
    }

    private static TimeSpan Bounded(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));

    private static double Seconds(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() / 1000d;

    private static double Part(Match match, string name) => Number(match.Groups[name].Value) ?? 0;

    private static double? Number(string? value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static string? Value(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault()?.Trim() : null;

    // 6m0s, 1h2m3.5s, 20ms
    [GeneratedRegex(@"^((?<h>[\d.]+)h)?((?<m>[\d.]+)m(?!s))?((?<s>[\d.]+)s)?((?<ms>[\d.]+)ms)?$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Spans { get; }
}
