namespace Ouroboros.Techniques.Refinement;

/// <summary>Brings the lines of an answer to where the span stands.</summary>
internal static class Indentations
{
    /// <summary>The likelier reading first.</summary>
    public static IEnumerable<string> Of(string text, string before)
    {
        var pad = before[(before.LastIndexOf('\n') + 1)..];
        var lines = text.Split('\n');
        if (lines.Length == 1 || pad.Trim().Length > 0)
            return [text.TrimStart(' ', '\t')];

        var own = lines[0][..(lines[0].Length - lines[0].TrimStart(' ', '\t').Length)];
        if (own.Length > 0)
            return [Moved(lines, own, pad)];

        // Either it goes on where the text before it ends, with lines as deep as they shall stand, or it was written as if at the margin.
        var goesOn = pad.Length == 0 || lines.Skip(1).FirstOrDefault(l => l.Trim().Length > 0)?.StartsWith(pad, StringComparison.Ordinal) == true;
        string[] readings = [UntilShallower(lines, pad), Moved(lines, "", pad)];
        return goesOn ? [.. readings, text] : [.. Enumerable.Reverse(readings), text];
    }

    private static string Moved(string[] lines, string own, string pad) => string.Join('\n', lines.Select((line, i) =>
        i == 0 ? line[own.Length..]
        : line.Trim().Length == 0 ? ""
        : line.StartsWith(own, StringComparison.Ordinal) ? pad + line[own.Length..] : line));

    /// <summary>Lines less deep than the span lie outside of what was asked for.</summary>
    private static string UntilShallower(string[] lines, string pad)
    {
        var end = Array.FindIndex(lines, 1, l => l.Trim().Length > 0 && !l.StartsWith(pad, StringComparison.Ordinal));
        return string.Join('\n', end < 0 ? lines : lines[..end]);
    }
}
