using System.Globalization;

namespace Ouroboros.Runs;

/// <summary>
/// Names one run: <c>gen_YYYYMMDD_HHMMSS_xxxxxx</c>. Ids sort by time as text, to the second.
/// </summary>
public readonly record struct RunId
{
    private RunId(string value) => Value = value;

    public string Value { get; }

    public static RunId New(TimeProvider clock, Random random)
    {
        var now = clock.GetUtcNow().ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);
        return new RunId($"gen_{now}_{random.Next(0x1000000):x6}");
    }

    public static bool TryParse(string? text, out RunId id)
    {
        var valid = text is { Length: 26 } && text.StartsWith("gen_", StringComparison.Ordinal)
            && text[12] == '_' && text[19] == '_'
            && text.AsSpan(4, 8).IndexOfAnyExceptInRange('0', '9') < 0
            && text.AsSpan(13, 6).IndexOfAnyExceptInRange('0', '9') < 0
            && text.AsSpan(20).IndexOfAnyExcept("0123456789abcdef") < 0;
        id = valid ? new RunId(text!) : default;
        return valid;
    }

    public override string ToString() => Value ?? "";
}
