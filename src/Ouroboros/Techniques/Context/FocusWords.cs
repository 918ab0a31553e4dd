namespace Ouroboros.Techniques.Context;

/// <summary>Reads names and plain words from what people and programs say.</summary>
internal static class FocusWords
{
    private const int MostText = 64 << 10;
    private const int MostNames = 400;
    private const int ShortestPart = 4;

    // Words of English and of programs in general, which name nothing in particular.
    private static readonly HashSet<string> Hollow = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "and", "for", "that", "this", "with", "from", "into", "when", "then", "than", "must", "should", "shall", "have", "been", "does", "not", "none", "null",
        "true", "false", "self", "line", "file", "files", "test", "tests", "assert", "error", "expected", "actual", "return", "returns", "class", "function", "method",
        "value", "values", "type", "object", "make", "fails", "failed", "failing", "fix", "code", "where", "which", "what", "them", "they", "only", "never", "always",
    };

    /// <summary>Identifiers, dotted ones also by their parts, in the order of the text and without those that say nothing.</summary>
    public static IReadOnlyList<string> NamesIn(string text) =>
        [.. Pieces(text.Length > MostText ? text[..MostText] : text).Where(n => n.Length > 2 && !Hollow.Contains(n)).Distinct().Take(MostNames)];

    /// <summary>The words that a name is made of, in lower case: those of <c>parse_line</c> and <c>parseLine</c> are the same.</summary>
    public static IEnumerable<string> PartsOf(string name)
    {
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && char.IsLetterOrDigit(name[i]) && char.IsLetterOrDigit(name[i - 1]) && !(char.IsUpper(name[i]) && char.IsLower(name[i - 1])))
                continue;

            var part = name[start..i].Trim('_', '$', '#').ToLowerInvariant();
            start = i;
            if (part.Length >= ShortestPart && !Hollow.Contains(part))
                yield return part;
        }
    }

    /// <summary>Whether a name is long and made of several words, and so hardly said by chance.</summary>
    public static bool IsTelling(string name) =>
        name.Length >= 8 && name.Any(char.IsLetter)
        && (name.Trim('_').Contains('_', StringComparison.Ordinal) || (name.Any(char.IsUpper) && name.Any(char.IsLower)));

    private static IEnumerable<string> Pieces(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isName = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '_' or '$');
            if (isName && start < 0)
                start = i;
            if (isName || start < 0)
                continue;

            if (!char.IsDigit(text[start]))
                yield return text[start..i];

            start = -1;
        }
    }
}
