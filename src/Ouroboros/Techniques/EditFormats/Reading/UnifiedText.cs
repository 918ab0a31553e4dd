using System.Globalization;
using System.Text.RegularExpressions;

namespace Ouroboros.Techniques.EditFormats.Reading;

/// <summary>A unified diff, as models write it: with wrong numbers or none, in fences, among prose.</summary>
internal static partial class UnifiedText
{
    private const string Nothing = "/dev/null";

    // A line that only begins so may be code: there are languages in which names do.
    public static bool IsIn(string[] lines) => lines.Any(l => Title.Match(l) is { Success: true } title && (title.Groups["line"].Success || l.TrimEnd().EndsWith("@@", StringComparison.Ordinal))) || Enumerable.Range(0, Math.Max(0, lines.Length - 1)).Any(i => IsHead(lines, i));

    public static ReadAnswer Read(string[] lines, string? about)
    {
        var edits = new List<ProposedEdit>();
        var problems = new List<string>();
        var (path, isNew) = (about, false);
        string? renamed = null;
        for (var i = 0; i < lines.Length;)
        {
            var line = lines[i];
            if (line.StartsWith("rename from ", StringComparison.Ordinal))
                renamed = line["rename from ".Length..].Trim();
            else if (line.StartsWith("rename to ", StringComparison.Ordinal) && renamed is not null)
            {
                edits.Add(new MoveFile(renamed, line["rename to ".Length..].Trim()));
                path = renamed;
            }
            else if (IsHead(lines, i))
            {
                var (before, after) = (PathOf(lines[i][4..]), PathOf(lines[i + 1][4..]));
                isNew = before == Nothing;
                if (after == Nothing)
                    edits.Add(new RemoveFile(before));

                path = after == Nothing ? null : renamed is not null && edits is [.., MoveFile] ? renamed : isNew ? after : before == after ? after : Shorter(before, after);
                renamed = null;
                i += 2;
                if (after == Nothing)
                {
                    while (i < lines.Length && (Title.IsMatch(lines[i]) || lines[i].StartsWith('-')))
                        i++;
                }

                continue;
            }
            else if (Title.Match(line) is { Success: true } title)
            {
                i = Hunk(lines, i, title, path, isNew, edits, problems);
                continue;
            }

            i++;
        }

        return new ReadAnswer(edits, problems);
    }

    /// <summary>Reads the hunk below a title; the line behind it.</summary>
    private static int Hunk(string[] lines, int at, Match title, string? path, bool isNew, List<ProposedEdit> edits, List<string> problems)
    {
        var (oldCount, newCount) = (Count(title, "old"), Count(title, "new"));
        var hunk = new HunkBody();
        var i = at + 1;
        for (; i < lines.Length; i++)
        {
            var line = lines[i];
            if (Title.IsMatch(line) || IsHead(lines, i) || line.StartsWith("diff --git ", StringComparison.Ordinal) || AnswerText.Fence(line) is not null)
                break;

            // Beyond what the title counts only marked lines belong to it: the count may be wrong, but prose is not marked.
            var isOver = oldCount is { } o && newCount is { } n && hunk.Old >= o && hunk.New >= n;
            if (line is not ([' ' or '+' or '-' or '\\', ..]) && (isOver || (oldCount is null && line.Length > 0)))
                break;

            hunk.Take(line);
        }

        if (path is null)
            problems.Add($"The hunk '{title.Value.Trim()}' stands below no file. Write '--- a/PATH' and '+++ b/PATH' above it.");
        else if (hunk.IsEmpty)
            problems.Add($"The hunk '{title.Value.Trim()}' of {path} changes nothing: mark lines that go with '-' and lines that come with '+'.");
        else
        {
            var edit = hunk.ToEdit(path);
            var anchor = title.Groups["heading"].Value.Trim();
            edits.Add(isNew && edit.Old.Count == 0 ? new WriteWhole(path, edit.New) { IsNew = true }
                : edit with { Line = Number(title.Groups["line"].Value), Anchors = title.Groups["line"].Success || anchor.Length == 0 ? [] : [anchor] });
        }

        return i;
    }

    private static bool IsHead(string[] lines, int at) =>
        at + 1 < lines.Length && lines[at].StartsWith("--- ", StringComparison.Ordinal) && lines[at + 1].StartsWith("+++ ", StringComparison.Ordinal);

    /// <summary>Without the time behind it, and without the letter that tools put in front.</summary>
    private static string PathOf(string text)
    {
        var path = text.Split('\t')[0].Trim().Trim('"', '`');
        return path is ['a' or 'b', '/', .. var rest] ? rest : path;
    }

    private static string Shorter(string one, string other) => one.Length <= other.Length ? one : other;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // A range without a count is one line.
    private static int? Count(Match title, string which) => title.Groups[which].Success ? Number(title.Groups[which].Value) : title.Groups["line"].Success ? 1 : null;

    [GeneratedRegex(@"^@@(\s*-(?<line>\d+)(,(?<old>\d+))?\s+\+\d+(,(?<new>\d+))?)?\s*(\.\.\.\s*)?(@@)?(?<heading>.*)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Title { get; }
}
