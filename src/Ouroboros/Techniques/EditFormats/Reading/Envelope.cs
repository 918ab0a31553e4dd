namespace Ouroboros.Techniques.EditFormats.Reading;

/// <summary>The envelope that begins with <c>*** Begin Patch</c> and holds sections for files.</summary>
internal static class Envelope
{
    private const string Begin = "*** Begin Patch", End = "*** End Patch", Update = "*** Update File:", Add = "*** Add File:", Delete = "*** Delete File:",
        Move = "*** Move to:", Last = "*** End of File";

    public static bool IsIn(string[] lines) => lines.Any(l => l.Trim() == Begin);

    public static ReadAnswer Read(string[] lines)
    {
        var edits = new List<ProposedEdit>();
        var at = Array.FindIndex(lines, l => l.Trim() == Begin) + 1;
        var end = Array.FindIndex(lines, at, l => l.Trim() == End);
        if (end < 0)
            return new ReadAnswer([], [$"The patch breaks off: no line '{End}' follows. Give it again, whole."]);

        while (at < end)
        {
            var line = lines[at].Trim();
            if (Named(line, Add) is { } added)
                edits.Add(new WriteWhole(added, Body(lines, ref at, end).Select(l => l.StartsWith('+') ? l[1..] : l).ToList()) { IsNew = true });
            else if (Named(line, Delete) is { } deleted)
            {
                edits.Add(new RemoveFile(deleted));
                at++;
            }
            else if (Named(line, Update) is { } updated)
                edits.AddRange(Updates(updated, Body(lines, ref at, end)));
            else if (line.Length == 0)
                at++;
            else
                return new ReadAnswer([], [$"The patch says '{line}' where '{Update} PATH', '{Add} PATH' or '{Delete} PATH' should stand."]);
        }

        return new ReadAnswer(edits, []);
    }

    private static string? Named(string line, string head) => line.StartsWith(head, StringComparison.Ordinal) ? line[head.Length..].Trim(' ', '`', '"') : null;

    /// <summary>The lines of a section, up to the head of the next.</summary>
    private static string[] Body(string[] lines, ref int at, int end)
    {
        var from = ++at;
        while (at < end && !IsHead(lines[at].Trim()))
            at++;

        return lines[from..at];
    }

    private static IEnumerable<ProposedEdit> Updates(string path, string[] body)
    {
        if (body.Length > 0 && Named(body[0].Trim(), Move) is { } target)
        {
            yield return new MoveFile(path, target);
            body = body[1..];
        }

        var hunk = new HunkBody();
        var anchors = new List<string>();
        foreach (var line in body)
        {
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                if (!hunk.IsEmpty)
                {
                    yield return hunk.ToEdit(path) with { Anchors = [.. anchors] };
                    anchors.Clear();
                }

                hunk = new HunkBody();
                if (line[2..].Trim().TrimEnd('@').Trim() is { Length: > 0 } anchor)
                    anchors.Add(anchor);
            }
            else if (line.Trim() == Last)
            {
                yield return hunk.ToEdit(path) with { Anchors = [.. anchors], AtEnd = true };
                hunk = new HunkBody();
                anchors.Clear();
            }
            else
            {
                hunk.Take(line);
            }
        }

        if (!hunk.IsEmpty)
            yield return hunk.ToEdit(path) with { Anchors = [.. anchors] };
    }

    private static bool IsHead(string line) => (Named(line, Add) ?? Named(line, Delete) ?? Named(line, Update)) is not null;
}
