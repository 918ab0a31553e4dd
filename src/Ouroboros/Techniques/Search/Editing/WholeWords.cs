using System.Text;

namespace Ouroboros.Techniques.Search.Editing;

internal static class WholeWords
{
    /// <summary>Replaces a name where it stands alone, not as a part of another or as an attribute.</summary>
    public static string Replace(string text, string from, string to)
    {
        var result = new StringBuilder();
        var at = 0;
        for (var found = text.IndexOf(from, StringComparison.Ordinal); found >= 0; found = text.IndexOf(from, found + 1, StringComparison.Ordinal))
        {
            var end = found + from.Length;
            if (found < at || (found > 0 && (IsWord(text[found - 1]) || text[found - 1] == '.')) || (end < text.Length && IsWord(text[end])))
                continue;

            result.Append(text, at, found - at).Append(to);
            at = end;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';
}
