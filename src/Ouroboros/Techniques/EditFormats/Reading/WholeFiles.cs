namespace Ouroboros.Techniques.EditFormats.Reading;

/// <summary>Blocks of code that are files, each with its path in the fence, above it, or in its first line.</summary>
internal static class WholeFiles
{
    private const int MostAbove = 3;

    public static ReadAnswer Read(string[] lines, string? about)
    {
        var edits = new List<ProposedEdit>();
        var problems = new List<string>();
        var nameless = new List<string[]>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (AnswerText.Fence(lines[i]) is not { } fence)
                continue;

            var open = i;
            var close = Close(lines, open + 1, fence.Marks);
            var body = lines[(open + 1)..(close < 0 ? lines.Length : close)];
            var path = AnswerText.PathIn(fence.Info) ?? PathAbove(lines, open);
            if (path is null && body is [var first, .. var rest] && first.AsSpan().TrimStart() is ['#' or '/' or '<' or '-', ..] && AnswerText.PathOn(first) is { } told)
                (path, body) = (told, rest);

            if (path is null)
                nameless.Add(body);
            else if (close < 0)
                problems.Add($"The answer breaks off within {path}: its block is not closed. Give it again, whole, or only the part that changes.");
            else
                edits.Add(new WriteWhole(path, body));

            i = close < 0 ? lines.Length : close;
        }

        // One block and one file that it can be: whether it is the whole of it is looked at when the file is known.
        if (edits.Count == 0 && problems.Count == 0 && about is not null && nameless is [var only])
            edits.Add(new WriteWhole(about, only) { IsGuess = true });

        return new ReadAnswer(edits, problems);
    }

    /// <summary>The line that closes a block: as many marks as opened it, and no words. Blocks within it have fewer, or words.</summary>
    private static int Close(string[] lines, int from, string marks)
    {
        var depth = 0;
        for (var i = from; i < lines.Length; i++)
        {
            if (AnswerText.Fence(lines[i]) is not { } fence || fence.Marks[0] != marks[0] || fence.Marks.Length < marks.Length)
                continue;

            if (fence.Info.Length > 0)
                depth++;
            else if (depth-- == 0)
                return i;
        }

        return -1;
    }

    private static string? PathAbove(string[] lines, int open)
    {
        for (var (i, seen) = (open - 1, 0); i >= 0 && seen < MostAbove; i--)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;

            seen++;
            if (AnswerText.Fence(lines[i]) is not null)
                return null;

            if (AnswerText.PathOn(lines[i]) is { } path)
                return path;
        }

        return null;
    }
}
