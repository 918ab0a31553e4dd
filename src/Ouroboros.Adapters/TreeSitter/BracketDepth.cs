using System.Buffers;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Adapters.TreeSitter;

/// <summary>
/// A glance at the bytes that tells whether a text can be nested deeply. It reads strings and comments too, so what it
/// suspects is walked to be sure; what it does not suspect need not be walked.
/// </summary>
internal static class BracketDepth
{
    private static readonly SearchValues<byte> Brackets = SearchValues.Create("([{)]}"u8);

    public static bool Exceeds(ReadOnlySpan<byte> text, int most)
    {
        var depth = 0;
        for (var at = text.IndexOfAny(Brackets); at >= 0; at = text.IndexOfAny(Brackets))
        {
            depth = text[at] is (byte)'(' or (byte)'[' or (byte)'{' ? depth + 1 : Math.Max(0, depth - 1);
            if (depth > most)
                return true;

            text = text[(at + 1)..];
        }

        return false;
    }

    public static SyntaxLimitException Refusal(SyntaxLimits limits) =>
        new($"nested deeper than the limit of {limits.Depth:N0} levels");
}
