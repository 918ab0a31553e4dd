using System.Text;
using System.Text.RegularExpressions;

namespace Ouroboros.Techniques.Risks;

/// <summary>How far two versions of a text differ.</summary>
internal sealed partial record TextDifference(int LinesAdded, int LinesRemoved, int TokensAdded, int TokensRemoved)
{
    // Beyond this the exact count no longer matters to anyone.
    private const int MostCompared = 4_000;

    public static TextDifference Between(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var (old, now) = Differing(Encoding.UTF8.GetString(before).Split('\n'), Encoding.UTF8.GetString(after).Split('\n'));
        var (linesKept, tokensKept) = (Common(old, now), 0);
        var (oldTokens, nowTokens) = Differing(Tokens(old), Tokens(now));
        tokensKept = Common(oldTokens, nowTokens);
        return new TextDifference(
            now.Length - linesKept, old.Length - linesKept, nowTokens.Length - tokensKept, oldTokens.Length - tokensKept);
    }

    private static string[] Tokens(string[] lines) =>
        [.. lines.SelectMany(l => Token.Matches(l)).Select(m => m.Value)];

    /// <summary>The middles of two sequences, without what they share at both ends.</summary>
    private static (string[] Old, string[] Now) Differing(string[] old, string[] now)
    {
        var head = old.AsSpan().CommonPrefixLength(now);
        var tail = 0;
        while (tail < Math.Min(old.Length, now.Length) - head && old[^(tail + 1)] == now[^(tail + 1)])
            tail++;

        return (old[head..^tail], now[head..^tail]);
    }

    /// <summary>Length of the longest common subsequence.</summary>
    private static int Common(string[] old, string[] now)
    {
        if ((long)old.Length * now.Length > (long)MostCompared * MostCompared)
            return 0;

        var row = new int[now.Length + 1];
        foreach (var word in old)
        {
            var diagonal = 0;
            for (var i = 0; i < now.Length; i++)
            {
                var above = row[i + 1];
                row[i + 1] = word == now[i] ? diagonal + 1 : Math.Max(above, row[i]);
                diagonal = above;
            }
        }

        return row[^1];
    }

    [GeneratedRegex(@"\w+|[^\w\s]{1,2}")]
    private static partial Regex Token { get; }
}
