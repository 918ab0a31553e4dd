using System.Globalization;
using System.Text;

namespace Ouroboros.Techniques.Context;

/// <summary>
/// Writes text so that all of it can be seen: what is invisible, turns the direction of reading or belongs to no script stands as
/// <c>\u{202E}</c>. So does the beginning of anything that could be taken for a mark of a fence or of a conversation. Nothing is lost:
/// <see cref="Restore"/> gives the text back.
/// </summary>
public static class VisibleText
{
    private const string Opening = @"\u{";

    public static string Of(string text)
    {
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, i, out var rune);
            var length = isWhole ? rune.Utf16SequenceLength : 1;
            if (!isWhole || IsHidden(rune, text, i) || OpensMark(text, i))
                shown.Append(Opening).Append((isWhole ? rune.Value : text[i]).ToString("X", CultureInfo.InvariantCulture)).Append('}');
            else
                shown.Append(text, i, length);

            i += length;
        }

        return shown.ToString();
    }

    public static string Restore(string shown)
    {
        var text = new StringBuilder(shown.Length);
        for (var i = 0; i < shown.Length;)
        {
            if (TryRead(shown, i, out var value, out var length))
            {
                // A half of a pair stands alone, as it did.
                text.Append(value is >= 0xD800 and <= 0xDFFF ? ((char)value).ToString() : char.ConvertFromUtf32(value));
                i += length;
            }
            else
            {
                text.Append(shown[i++]);
            }
        }

        return text.ToString();
    }

    private static bool TryRead(string shown, int at, out int value, out int length)
    {
        (value, length) = (0, 0);
        if (string.CompareOrdinal(shown, at, Opening, 0, Opening.Length) != 0)
            return false;

        var end = shown.IndexOf('}', at, Math.Min(shown.Length - at, Opening.Length + 7));
        if (end < 0 || !int.TryParse(shown.AsSpan(at + 3, end - at - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) || value is < 0 or > 0x10FFFF)
            return false;

        length = end + 1 - at;
        return true;
    }

    // <<< begins a mark of a fence, <| one of a conversation, and \u{ what is written here.
    private static bool OpensMark(string text, int at) => text[at] switch
    {
        '<' => Follows(text, at, "<<<") || Follows(text, at, "<|"),
        '\\' => Follows(text, at, Opening),
        _ => false,
    };

    private static bool Follows(string text, int at, string mark) => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0;

    private static bool IsHidden(Rune rune, string text, int at) => rune.Value switch
    {
        '\n' or '\t' or ' ' or 0x3000 => false,
        '\r' => at + 1 >= text.Length || text[at + 1] != '\n',

        // Variation selectors, fillers and a blank that look like nothing, though their categories do not say so.
        >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator,
    };
}
