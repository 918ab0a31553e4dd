namespace Ouroboros.Techniques.Refinement;

/// <summary>
/// What a model may have meant to stand in a span, likeliest first. Models put fences around it, begin with what stands before it, go on with
/// what stands after it, and indent as they like; which reading is right shows when it stands there.
/// </summary>
internal static class AnswerReadings
{
    private const int MostReadings = 10, LongestAnswer = 256 << 10;

    // What models of the known families write where they end.
    private static readonly string[] EndMarks =
        ["<|endoftext|>", "<|im_end|>", "<|file_sep|>", "<|fim_", "<fim_", "<EOT>", "</s>", "<|eot_id|>", "<｜end▁of▁sentence｜>", "<｜fim▁"];

    /// <param name="before">The text that ends where the span begins, as <paramref name="after"/> begins where it ends.</param>
    /// <param name="longest">In characters; longer readings are none.</param>
    public static IReadOnlyList<string> Of(string answer, string before, string after, int longest)
    {
        if (answer.Length > LongestAnswer)
            return [];

        var text = Ended(answer.ReplaceLineEndings("\n"));
        return [.. Unfenced(text).SelectMany(t => Echoes.Without(t, before, after)).SelectMany(t => Indentations.Of(t, before))
            .Select(t => t.TrimEnd()).Where(t => t.Length > 0 && t.Length <= longest && !t.Contains('\0', StringComparison.Ordinal)).Distinct().Take(MostReadings)];
    }

    private static string Ended(string text)
    {
        foreach (var mark in EndMarks)
        {
            if (text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at)
                text = text[..at];
        }

        return text;
    }

    /// <summary>What stands within the first fence, then all of it: a fence may be part of a text in the code.</summary>
    private static IEnumerable<string> Unfenced(string text)
    {
        var lines = text.Split('\n');
        var open = Array.FindIndex(lines, IsFence);
        if (open >= 0)
        {
            var close = Array.FindIndex(lines, open + 1, IsFence);
            yield return Untopped(string.Join('\n', lines[(open + 1)..(close < 0 ? lines.Length : close)]));
        }

        yield return Untopped(text);
    }

    private static bool IsFence(string line) => line.AsSpan().TrimStart().StartsWith("```") || line.AsSpan().TrimStart().StartsWith("~~~");

    /// <summary>Without empty lines at its head; the first line keeps its indentation.</summary>
    private static string Untopped(string text)
    {
        var start = 0;
        while (text.IndexOf('\n', start) is >= 0 and var feed && text.AsSpan(start, feed - start).IsWhiteSpace())
            start = feed + 1;

        return text[start..].TrimEnd();
    }
}
