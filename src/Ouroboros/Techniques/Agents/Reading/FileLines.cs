using System.Text;

namespace Ouroboros.Techniques.Agents.Reading;

/// <summary>The lines of a text file.</summary>
internal static class FileLines
{
    private const int Largest = 4 << 20;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Null where it is no text in UTF-8, or too large to be shown.</summary>
    public static string[]? Of(byte[] content)
    {
        if (content.Length > Largest || content.AsSpan(0, Math.Min(content.Length, 8_000)).Contains((byte)0))
            return null;

        try
        {
            var text = Strict.GetString(content).TrimStart('\uFEFF').ReplaceLineEndings("\n");
            if (text.Length == 0)
                return [];

            var lines = text.Split('\n');
            return lines[^1].Length == 0 ? lines[..^1] : lines;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
