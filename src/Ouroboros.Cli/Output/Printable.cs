using System.Text;

namespace Ouroboros.Cli.Output;

/// <summary>
/// Makes any text safe to show: names of tests, paths and messages come from the target project and may hold sequences
/// that would move the cursor, change colours or forge lines.
/// </summary>
internal static class Printable
{
    private static readonly (string Sign, string Plain)[] Signs =
    [
        ("→", "->"), ("…", "..."), ("✓", "+"), ("✗", "x"), ("·", "-"), ("─", "-"), ("│", "|"), ("•", "*"), ("×", "x"), ("≤", "<="), ("–", "-"),
    ];

    public static string Of(string text, bool unicode)
    {
        if (!NeedsCare(text, unicode))
            return text;

        var safe = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (IsUnsafe(c))
                safe.Append(c < 0x100 ? $"\\x{(int)c:x2}" : $"\\u{(int)c:x4}");
            else
                safe.Append(c);
        }

        if (!unicode)
        {
            foreach (var (sign, plain) in Signs)
                safe.Replace(sign, plain);
        }

        return safe.ToString();
    }

    private static bool NeedsCare(string text, bool unicode)
    {
        foreach (var c in text)
        {
            if (IsUnsafe(c) || (!unicode && c > 0x7f))
                return true;
        }

        return false;
    }

    // Bidirectional marks can make a shown diff differ from the applied one.
    private static bool IsUnsafe(char c) =>
        (char.IsControl(c) && c != '\t') || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f';
}
