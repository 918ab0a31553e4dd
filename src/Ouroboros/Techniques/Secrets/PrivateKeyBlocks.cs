using System.Buffers;
using System.Text;

namespace Ouroboros.Techniques.Secrets;

/// <summary>Replaces armoured private keys, also those whose end is missing.</summary>
internal static class PrivateKeyBlocks
{
    private const string Opening = "-----BEGIN ";
    private const string Closing = "-----END ";
    private const string Dashes = "-----";

    // Armour, its headers, and the line ends as they look inside string literals.
    private static readonly SearchValues<char> Body =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=:,-.()| \r\n\t\\");

    public static string Redact(string text)
    {
        var at = text.IndexOf(Opening, StringComparison.Ordinal);
        if (at < 0)
            return text;

        var cleared = new StringBuilder(text.Length);
        var copied = 0;
        for (; at >= 0; at = text.IndexOf(Opening, Math.Max(copied, at + 1), StringComparison.Ordinal))
        {
            if (EndOf(text, at) is not { } end)
                continue;

            cleared.Append(text, copied, at - copied).Append(Mark.Of("private-key"));
            copied = end;
        }

        return cleared.Append(text, copied, text.Length - copied).ToString();
    }

    private static int? EndOf(string text, int start)
    {
        var label = start + Opening.Length;
        var labelEnd = text.IndexOf(Dashes, label, StringComparison.Ordinal);
        if (labelEnd < 0 || labelEnd - label > 60 || !text.AsSpan(label, labelEnd - label).Contains("PRIVATE KEY", StringComparison.Ordinal))
            return null;

        var body = labelEnd + Dashes.Length;
        var stop = text.AsSpan(body).IndexOfAnyExcept(Body);
        var bodyEnd = stop < 0 ? text.Length : body + stop;
        var closing = text.AsSpan(body, bodyEnd - body).IndexOf(Closing, StringComparison.Ordinal);
        if (closing < 0)
            return bodyEnd;

        var closed = text.IndexOf(Dashes, body + closing + Closing.Length, StringComparison.Ordinal);
        return closed < 0 ? bodyEnd : closed + Dashes.Length;
    }
}
