using System.Text.RegularExpressions;

namespace Ouroboros.Techniques.EditFormats.Reading;

/// <summary>An answer as lines, and how paths and fences are written in it.</summary>
internal static partial class AnswerText
{
    private const int LongestPath = 300;

    public static string[] Lines(string answer) => answer.ReplaceLineEndings("\n").Split('\n');

    /// <summary>The marks and the words of a line that opens or closes a block of code; null for any other line.</summary>
    public static (string Marks, string Info)? Fence(string line)
    {
        var text = line.AsSpan().TrimStart();
        if (text.Length < 3 || text[0] is not ('`' or '~'))
            return null;

        var marks = 1;
        while (marks < text.Length && text[marks] == text[0])
            marks++;

        return marks < 3 || text[marks..].Contains('`') ? null : (text[..marks].ToString(), text[marks..].Trim().ToString());
    }

    /// <summary>A path that stands alone on a line, without what models dress it in; null where the line is no such line.</summary>
    public static string? PathOn(string line)
    {
        var text = Dress.Replace(line.Trim(), "").Trim();
        text = Label.Replace(text, "").Trim(' ', '`', '*', '"', '\'', ':', '(', ')');
        return LooksLikePath(text) ? text : null;
    }

    /// <summary>The path in the words behind a fence's marks: <c>python src/a.py</c>, <c>src/a.py</c>, <c>python:src/a.py</c>, <c>js title="a.js"</c>.</summary>
    public static string? PathIn(string info)
    {
        foreach (var word in info.Split([' ', '\t', ',', '{', '}'], StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            var text = word[(word.LastIndexOfAny(['=', ':']) is var at && at > 1 ? at + 1 : 0)..].Trim('"', '\'', '`');
            if (LooksLikePath(text) && (text.Contains('/', StringComparison.Ordinal) || text.Contains('.', StringComparison.Ordinal)))
                return text;
        }

        return null;
    }

    public static bool LooksLikePath(string text) => text.Length is > 0 and <= LongestPath && PathLike.IsMatch(text);

    [GeneratedRegex(@"^(#+|[-*+>]|//|<!--|/\*|\d+\.)\s*|\s*(-->|\*/)$", RegexOptions.NonBacktracking)]
    private static partial Regex Dress { get; }

    [GeneratedRegex(@"^[*`]*(file ?name|file|path|in|edit|update|create|modify|modified|new file|filepath)[*`]*\s*:\s*[*`]*", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Label { get; }

    // Either it has a folder or an ending, or it is one of the names that files without one have.
    [GeneratedRegex(@"^(\.?/?([\w.@+\- \[\]()]+[/\\])+[\w.@+\-\[\]()]+|[\w.@+\-\[\]()]*\.[A-Za-z][\w]{0,9}|Makefile|Dockerfile|LICENSE|README)$", RegexOptions.NonBacktracking)]
    private static partial Regex PathLike { get; }
}
