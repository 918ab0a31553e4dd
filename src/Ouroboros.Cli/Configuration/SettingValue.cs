using System.Globalization;

namespace Ouroboros.Cli.Configuration;

/// <summary>Checks a value's text against its key and brings it to one form.</summary>
internal static class SettingValue
{
    /// <summary>Null when the text is a value of the setting; otherwise what is wrong with it.</summary>
    public static string? Problem(Setting setting, string text, out string value)
    {
        value = text.Trim();
        switch (setting.Kind)
        {
            case SettingKind.Flag:
                if (ReadFlag(value) is not { } flag)
                    return $"must be true or false, not '{text}'";

                value = flag ? "true" : "false";
                return null;
            case SettingKind.Choice:
                return setting.Choices.Contains(value) ? null : $"must be {setting.Type}, not '{text}'";
            case SettingKind.Integer when !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _):
                return $"must be a whole number, not '{text}'";
            case SettingKind.Integer or SettingKind.Number:
                return NumberProblem(setting, text, value);
            default:
                return value.Contains('\0', StringComparison.Ordinal) ? "must not hold a zero byte" : null;
        }
    }

    private static string? NumberProblem(Setting setting, string text, string value)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return $"must be a number, not '{text}'";

        if (number < setting.Least || number > setting.Most)
        {
            return double.IsInfinity(setting.Most)
                ? Invariant($"must be at least {setting.Least}, not {value}")
                : Invariant($"must lie between {setting.Least} and {setting.Most}, not {value}");
        }

        return null;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static bool? ReadFlag(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => true,
        "false" or "no" or "off" or "0" => false,
        _ => null,
    };
}
