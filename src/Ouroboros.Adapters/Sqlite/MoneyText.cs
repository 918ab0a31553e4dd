using System.Globalization;

namespace Ouroboros.Adapters.Sqlite;

/// <summary>Money in a column: a decimal number as text, which SQLite does not round.</summary>
internal static class MoneyText
{
    public static string? Write(decimal? money) => money?.ToString(CultureInfo.InvariantCulture);

    public static decimal? Read(string? text) => text is null ? null : decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
