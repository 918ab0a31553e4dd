namespace Ouroboros.Techniques.Syntax;

/// <summary>Where the lines of a text begin.</summary>
internal static class LineStarts
{
    public static int[] Of(ReadOnlySpan<byte> text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' && i + 1 < text.Length)
                starts.Add(i + 1);
        }

        return [.. starts];
    }
}
