using System.Text;
using System.Text.RegularExpressions;

namespace Ouroboros.Techniques.Secrets;

/// <summary>Values given to names such as <c>DB_PASSWORD</c> or <c>clientSecret</c>, in code, JSON, YAML and .env files.</summary>
internal static partial class SecretAssignments
{
    // Longer values are cut here for judging, so that hostile text costs linear time.
    private const int MostRead = 4_096;

    public static string Redact(string text)
    {
        StringBuilder? cleared = null;
        var copied = 0;
        for (var match = Start.Match(text); match.Success; match = match.NextMatch())
        {
            var from = match.Index + match.Length;
            var quote = match.Groups["quote"];
            var value = ValueAt(text, from, quote.Success ? text[quote.Index] : null);
            if (from < copied || !IsSecret(match, value) || Mark.IsIn(value) || SecretForms.IsPlaceholder(value))
                continue;

            cleared ??= new StringBuilder(text.Length);
            cleared.Append(text, copied, from - copied).Append(Mark.Of("assigned-secret"));
            copied = from + value.Length;
        }

        return cleared is null ? text : cleared.Append(text, copied, text.Length - copied).ToString();
    }

    private static ReadOnlySpan<char> ValueAt(string text, int from, char? quote)
    {
        var rest = text.AsSpan(from, Math.Min(MostRead, text.Length - from));
        var end = quote is { } q ? rest.IndexOfAny(q, '\n', '\\') : rest.IndexOfAny(" \t\r\n\"'`\\&");
        return end < 0 ? rest : rest[..end];
    }

    private static bool IsSecret(Match match, ReadOnlySpan<char> value)
    {
        if (!SecretNames.IsSecret(match.Groups["name"].ValueSpan))
            return false;
        if (match.Groups["quote"].Success)
            return LooksRandom(value, 6, 2.2) || (value.Length >= 6 && HasSymbol(value) && !value.Contains(' '));

        // Without quotes the value may as well be an expression; NAME=value without spaces is the habit of .env files.
        var sign = match.Groups["operator"].ValueSpan;
        var isEnvironmentStyle = sign is "=" && match.Groups["name"].ValueSpan.IndexOfAnyInRange('a', 'z') < 0;
        return isEnvironmentStyle ? value.Length >= 6 && !IsExpression(value) : LooksRandom(value, 16, 3.2) && !IsExpression(value);
    }

    private static bool LooksRandom(ReadOnlySpan<char> value, int shortest, double bits) =>
        value.Length >= shortest && value.IndexOfAnyInRange('0', '9') >= 0 && value.ContainsAnyInRange('A', 'z')
        && !value.Contains(' ') && Entropy(value) >= bits;

    private static bool HasSymbol(ReadOnlySpan<char> value) => value.IndexOfAny("!@#^&*+=~?|") >= 0;

    private static bool IsExpression(ReadOnlySpan<char> value) => value.IndexOfAny("()[]{}$<>,;") >= 0 || value.Contains("::", StringComparison.Ordinal);

    /// <summary>Shannon's, in bits a character.</summary>
    private static double Entropy(ReadOnlySpan<char> value)
    {
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        foreach (var c in value)
            counts[c & 127]++;

        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                bits -= (double)count / value.Length * Math.Log2((double)count / value.Length);
        }

        return bits;
    }

    // The value is read by hand: where one assignment stands inside the value of another, both are seen.
    [GeneratedRegex(
        @"(?<name>[A-Za-z0-9_.\-]*(pass|pwd|secret|token|key|credential)[A-Za-z0-9_.\-]*)\\?[""']?(?<operator>\s?\s?(=|:|=>|:=)\s?\s?)(\\?(?<quote>[""'`]))?",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Start { get; }
}
