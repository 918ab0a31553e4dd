namespace Ouroboros.Techniques.CodeGraph;

/// <summary>
/// Short text for a person or a model: a heading and no more than so many lines, the last of which says what was left out. It holds
/// names and headers of the project's files, so whoever shows it to a model marks it as data.
/// </summary>
public sealed record GraphAnswer(string Heading, IReadOnlyList<string> Lines)
{
    private const int LongestLine = 320;

    public string Show(int mostLines)
    {
        var room = Math.Max(1, mostLines);
        var shown = Lines.Count <= room ? Lines : [.. Lines.Take(room - 1), $"… and {Lines.Count - room + 1} more, left out"];
        return string.Join('\n', shown.Select(Cut).Prepend(Heading));
    }

    private static string Cut(string line) => line.Length <= LongestLine ? line : string.Concat(line.AsSpan(0, LongestLine), "…");
}
