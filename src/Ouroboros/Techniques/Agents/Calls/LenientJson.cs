using System.Text;
using System.Text.Json;

namespace Ouroboros.Techniques.Agents.Calls;

/// <summary>
/// Reads the JSON that models write: with commas too many, comments, bare line ends within texts, Python's words for true and nothing,
/// fences around it, and its last brackets missing. What breaks off within a text is refused: what the rest would have been is not known.
/// </summary>
internal static class LenientJson
{
    private const int Longest = 4 << 20, Deepest = 32;

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest };

    public static bool TryObject(string text, out JsonElement value)
    {
        value = default;
        if (text.Length > Longest)
            return false;

        var bare = Bare(text);
        if (bare.Length == 0)
            bare = "{}";

        return bare[0] == '{' && (TryParse(bare, out value) || (Mended(bare) is { } mended && TryParse(mended, out value)));
    }

    private static bool TryParse(string text, out JsonElement value)
    {
        value = default;
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return false;

            value = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Bare(string text)
    {
        var bare = text.Trim();
        if (!bare.StartsWith("```", StringComparison.Ordinal))
            return bare;

        var first = bare.IndexOf('\n');
        var last = bare.LastIndexOf("```", StringComparison.Ordinal);
        return first < 0 ? "" : bare[(first + 1)..(last > first ? last : bare.Length)].Trim();
    }

    /// <summary>Null where it breaks off within a text, or closes what it did not open.</summary>
    private static string? Mended(string text)
    {
        var (mended, open, within) = (new StringBuilder(text.Length + 16), new Stack<char>(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (within)
            {
                if (c == '\\' && i + 1 < text.Length)
                    mended.Append(c).Append(text[++i]);
                else
                    mended.Append(c switch { '\n' => "\\n", '\t' => "\\t", '\r' => "\\r", _ => c.ToString() });

                within = c != '"';
                continue;
            }

            if (Word(text, i) is var (word, length))
            {
                mended.Append(word);
                i += length - 1;
                continue;
            }

            within = c == '"';
            if (c is '{' or '[')
                open.Push(c == '{' ? '}' : ']');
            else if (c is '}' or ']' && !(open.TryPop(out var closer) && closer == c))
                return null;

            mended.Append(c);
        }

        if (within || open.Count > Deepest)
            return null;

        return mended.Append([.. open]).ToString();
    }

    private static (string Json, int Length)? Word(string text, int at)
    {
        if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '_'))
            return null;

        foreach (var (word, json) in (ReadOnlySpan<(string, string)>)[("True", "true"), ("False", "false"), ("None", "null")])
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0 && (at + word.Length == text.Length || !char.IsLetterOrDigit(text[at + word.Length])))
                return (json, word.Length);
        }

        return null;
    }
}
