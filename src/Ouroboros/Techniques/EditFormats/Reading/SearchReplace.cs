using System.Text.RegularExpressions;

namespace Ouroboros.Techniques.EditFormats.Reading;

/// <summary>Blocks of <c>&lt;&lt;&lt;&lt;&lt;&lt;&lt; SEARCH</c>, <c>=======</c> and <c>&gt;&gt;&gt;&gt;&gt;&gt;&gt; REPLACE</c>, each below the path of its file.</summary>
internal static partial class SearchReplace
{
    private const int MostAbove = 4;

    public static bool IsIn(string[] lines) => lines.Any(l => Head.IsMatch(l));

    public static ReadAnswer Read(string[] lines, string? about)
    {
        var edits = new List<ProposedEdit>();
        var problems = new List<string>();
        string? path = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (!Head.IsMatch(lines[i]))
                continue;

            var head = i;
            path = PathAbove(lines, head) ?? AnswerText.PathOn(HeadPath.Match(lines[head]).Groups[1].Value) ?? path ?? about;
            var middle = Next(lines, head + 1, Middle);
            var tail = middle < 0 ? -1 : Next(lines, middle + 1, Tail);
            if (tail < 0)
            {
                problems.Add($"The answer breaks off within the edit of {path ?? "a file"} that begins with '{First(lines, head + 1)}': "
                    + $"{(middle < 0 ? "no line '=======' follows" : "no line '>>>>>>> REPLACE' follows")}. Give that block again, whole.");
                break;
            }

            if (path is null)
                problems.Add($"The block that begins with '{First(lines, head + 1)}' names no file. Write the file's path on the line above '<<<<<<< SEARCH'.");
            else
                edits.Add(new ReplaceLines(path, lines[(head + 1)..middle], lines[(middle + 1)..tail]));

            i = tail;
        }

        return new ReadAnswer(edits, problems);
    }

    private static int Next(string[] lines, int from, Regex mark)
    {
        for (var i = from; i < lines.Length; i++)
        {
            // A second block begins: the first was never ended.
            if (Head.IsMatch(lines[i]))
                return -1;

            if (mark.IsMatch(lines[i]))
                return i;
        }

        return -1;
    }

    private static string? PathAbove(string[] lines, int head)
    {
        for (var (i, seen) = (head - 1, 0); i >= 0 && seen < MostAbove; i--)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;

            seen++;
            if (AnswerText.Fence(lines[i]) is { } fence)
            {
                if (AnswerText.PathIn(fence.Info) is { } told)
                    return told;

                continue;
            }

            if (Tail.IsMatch(lines[i]))
                return null;

            if (AnswerText.PathOn(lines[i]) is { } path)
                return path;

            // Words between the path and the block belong to the block.
            if (seen > 1)
                return null;
        }

        return null;
    }

    private static string First(string[] lines, int from) => from < lines.Length ? lines[from].Trim() : "";

    [GeneratedRegex(@"^\s*<{5,9}\s*(SEARCH|ORIGINAL|HEAD|OLD)?\b.*$", RegexOptions.NonBacktracking)]
    private static partial Regex Head { get; }

    [GeneratedRegex(@"^\s*<{5,9}\s*(?:SEARCH|ORIGINAL|OLD)\s+(\S.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex HeadPath { get; }

    [GeneratedRegex(@"^\s*={5,9}\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Middle { get; }

    [GeneratedRegex(@"^\s*>{5,9}\s*(REPLACE|UPDATED|NEW|[\w./-]*)?\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Tail { get; }
}
