using System.Runtime.InteropServices;

namespace Ouroboros.Techniques.Naturalness;

/// <summary>
/// A language model of one's own repository: how expected a token is after the two before it. Trained in milliseconds, by counting.
/// </summary>
public sealed class TokenModel
{
    // Interpolation weights of the longest context first; the rest goes to the uniform guess.
    private const double Three = 0.5, Two = 0.3, One = 0.15, None = 0.05;

    private readonly Dictionary<ulong, int> counts = [];
    private long tokens;
    private int words;

    public long Tokens => tokens;

    /// <param name="times">How much this text counts; the file under repair counts more than its neighbours.</param>
    public void Learn(ReadOnlySpan<Lexeme> text, int times)
    {
        ulong first = 0, second = 0;
        foreach (var lexeme in text)
        {
            var third = lexeme.Hash;
            if (Count(third, times) == times)
                words++;

            Count(Pair(second, third), times);
            Count(Triple(first, second, third), times);
            (first, second) = (second, third);
            tokens += times;
        }
    }

    /// <summary>Bits of surprise, summed over the tokens: lower is more natural.</summary>
    public double Surprise(ReadOnlySpan<Lexeme> text) => Surprise(text, 0, text.Length);

    /// <summary>How much more the second text surprises than the first. What they share costs nothing to compare.</summary>
    public double Difference(ReadOnlySpan<Lexeme> before, ReadOnlySpan<Lexeme> after)
    {
        var shortest = Math.Min(before.Length, after.Length);
        int head = 0, tail = 0;
        while (head < shortest && before[head].Hash == after[head].Hash)
            head++;

        while (tail < shortest - head && before[^(tail + 1)].Hash == after[^(tail + 1)].Hash)
            tail++;

        // The two tokens after a change are judged by it as well.
        tail = Math.Max(0, tail - 2);
        return Surprise(after, head, after.Length - tail) - Surprise(before, head, before.Length - tail);
    }

    private double Surprise(ReadOnlySpan<Lexeme> text, int from, int to)
    {
        var first = from > 1 ? text[from - 2].Hash : 0;
        var second = from > 0 ? text[from - 1].Hash : 0;
        var bits = 0.0;
        foreach (var lexeme in text[from..to])
        {
            bits -= Math.Log2(Probability(first, second, lexeme.Hash));
            (first, second) = (second, lexeme.Hash);
        }

        return bits;
    }

    private double Probability(ulong first, ulong second, ulong third)
    {
        var p = None / (words + 1) + One * Times(third) / (tokens + 1);
        if (Times(second) is > 0 and var after)
            p += Two * Times(Pair(second, third)) / after;

        if (Times(Pair(first, second)) is > 0 and var afterBoth)
            p += Three * Times(Triple(first, second, third)) / afterBoth;

        return p;
    }

    private int Times(ulong key) => counts.GetValueOrDefault(key);

    private int Count(ulong key, int times) =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += times;

    private static ulong Pair(ulong one, ulong two) => Lexer.Mix((one * 0x9e3779b97f4a7c15UL) ^ two);

    private static ulong Triple(ulong one, ulong two, ulong three) => Lexer.Mix((Pair(one, two) * 0xc2b2ae3d27d4eb4fUL) ^ three);
}
