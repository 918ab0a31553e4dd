namespace Ouroboros.Techniques.Refinement;

/// <summary>Takes out of an answer what stands around the mask and was written once more.</summary>
internal static class Echoes
{
    private const int MostLines = 400;

    // Shorter lines, such as a brace, stand in any code and are no echo.
    private const int ShortestEcho = 3;

    /// <summary>Without whole lines of an echo, then without parts of lines too, then as it is.</summary>
    public static IEnumerable<string> Without(string text, string before, string after)
    {
        var lines = WithoutLinesAfter(WithoutLinesBefore(text, before), after);
        yield return lines;
        yield return WithoutRest(WithoutHead(lines, before), after);
        yield return WithoutHead(lines, before);
        yield return text;
    }

    private static string WithoutLinesBefore(string text, string before)
    {
        foreach (var start in Enumerable.Reverse(Starts(before).Skip(1)))
        {
            var tail = before.AsSpan(start);
            if (IsEcho(tail[..(tail.LastIndexOf('\n') + 1)]) && StartsWith(text, tail) is { } rest)
                return rest;
        }

        return text;
    }

    private static string WithoutLinesAfter(string text, string after)
    {
        foreach (var end in Enumerable.Reverse(Ends(after)))
        {
            var head = after.AsSpan(0, end);
            var own = head.IndexOf('\n') is >= 0 and var feed ? head[(feed + 1)..] : [];
            if (IsEcho(own) && text.AsSpan().TrimEnd().EndsWith(head.TrimEnd(), StringComparison.Ordinal))
                return text[..(text.AsSpan().TrimEnd().Length - head.TrimEnd().Length)];
        }

        return text;
    }

    private static string WithoutHead(string text, string before) =>
        before.AsSpan(before.LastIndexOf('\n') + 1) is var head && !head.IsWhiteSpace() && StartsWith(text, head) is { } rest ? rest : text;

    private static string WithoutRest(string text, string after)
    {
        var rest = (after.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var feed ? after.AsSpan(0, feed) : after).TrimEnd();
        return rest.Length > 0 && text.AsSpan().EndsWith(rest, StringComparison.Ordinal) ? text[..^rest.Length] : text;
    }

    private static string? StartsWith(string text, ReadOnlySpan<char> echo)
    {
        if (text.AsSpan().StartsWith(echo, StringComparison.Ordinal))
            return text[echo.Length..];

        // The blanks before what is to be filled belong to the echo or to the answer, whichever wrote them.
        var bare = text.AsSpan().TrimStart();
        var core = echo.Trim();
        return bare.StartsWith(core, StringComparison.Ordinal) ? bare[core.Length..].TrimStart().ToString() : null;
    }

    private static bool IsEcho(ReadOnlySpan<char> lines) => lines.Trim().Length >= ShortestEcho;

    /// <summary>Where the last lines begin, the very last first.</summary>
    private static List<int> Starts(string text)
    {
        var starts = new List<int>();
        for (var at = text.LastIndexOf('\n') + 1; starts.Count < MostLines; at = text.LastIndexOf('\n', at - 2) + 1)
        {
            starts.Add(at);
            if (at <= 1)
                break;
        }

        return starts;
    }

    /// <summary>Where the first lines end.</summary>
    private static List<int> Ends(string text)
    {
        var ends = new List<int>();
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0 && ends.Count < MostLines; at = at + 1 < text.Length ? text.IndexOf('\n', at + 1) : -1)
            ends.Add(at);

        ends.Add(text.Length);
        return ends;
    }
}
