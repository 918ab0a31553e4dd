using System.Globalization;
using System.Text;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>Names of tests as the report of xunit 3's own runner has them: escaped like strings of C#, beneath what XML itself escapes.</summary>
internal static class EscapedNames
{
    /// <summary>Whether a report escapes at all: then no quote in it stands bare. Not every version does.</summary>
    public static bool Are(IEnumerable<string> names) => !names.Any(HasBareQuote);

    public static string Undone(string name)
    {
        var plain = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var (one, length) = name[i] == '\\' ? Meant(name, i + 1) : (name[i], 0);
            plain.Append(one);
            i += length;
        }

        return plain.ToString();
    }

    /// <summary>What a backslash stands for with what follows it, and how long that is. One that stands for nothing is itself.</summary>
    private static (char One, int Length) Meant(string name, int at)
    {
        const string Letters = "\\\"ntr0abvf";
        const string Meanings = "\\\"\n\t\r\0\a\b\v\f";
        if (at < name.Length && Letters.IndexOf(name[at], StringComparison.Ordinal) is >= 0 and var known)
            return (Meanings[known], 1);

        if (at >= name.Length || name[at] != 'x')
            return ('\\', 0);

        // Two digits are a control character; halves of a pair and what is no character have four.
        return Digits(name, at + 1, 2) is { } control and < ' ' ? (control, 3) : Digits(name, at + 1, 4) is { } other ? (other, 5) : ('\\', 0);
    }

    private static char? Digits(string name, int at, int count) =>
        at + count <= name.Length && ushort.TryParse(name.AsSpan(at, count), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? (char)code : null;

    private static bool HasBareQuote(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\')
                i++;
            else if (name[i] == '"')
                return true;
        }

        return false;
    }
}
