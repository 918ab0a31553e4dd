using System.Collections.Frozen;
using System.Globalization;

namespace Ouroboros.Techniques.Watching;

/// <summary>One field of a cron expression: the values at which it holds.</summary>
/// <param name="IsAny">Whether it was written as a star, so that it restricts nothing.</param>
internal sealed record CronField(FrozenSet<int> Values, bool IsAny)
{
    public bool Holds(int value) => Values.Contains(value);

    /// <param name="names">Words for the values from <paramref name="least"/> on, such as the months'.</param>
    /// <exception cref="FormatException">The text is no such field; the message says why.</exception>
    public static CronField Parse(string text, string what, int least, int most, IReadOnlyList<string> names)
    {
        var values = new HashSet<int>();
        foreach (var part in text.Split(','))
            values.UnionWith(Part(part, what, least, most, names));

        return new CronField(values.ToFrozenSet(), text.StartsWith('*'));
    }

    private static IEnumerable<int> Part(string part, string what, int least, int most, IReadOnlyList<string> names)
    {
        var (range, step) = part.Split('/') switch
        {
            [var all] => (all, 1),
            [var all, var every] when int.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 => (all, n),
            _ => throw Wrong(part, what, "a step is a number from 1 on, such as */15"),
        };
        var (from, to) = range.Split('-') switch
        {
            ["*"] => (least, most),
            [var one] => (Value(one), part.Contains('/') ? most : Value(one)),
            [var first, var last] => (Value(first), Value(last)),
            _ => throw Wrong(part, what, "a range is two values, such as 1-5"),
        };
        if (from > to)
            throw Wrong(part, what, $"{from} comes after {to}");

        for (var value = from; value <= to; value += step)
            yield return value;

        int Value(string word)
        {
            var named = names.Index().Where(n => n.Item.Equals(word, StringComparison.OrdinalIgnoreCase)).Select(n => (int?)(n.Index + least)).FirstOrDefault();
            if (named is { } known)
                return known;

            return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw Wrong(part, what, $"it takes {least} to {most}{(names.Count > 0 ? $" or {names[0]} to {names[^1]}" : "")}");
        }
    }

    private static FormatException Wrong(string part, string what, string why) => new($"'{part}' is no {what}: {why}.");
}
