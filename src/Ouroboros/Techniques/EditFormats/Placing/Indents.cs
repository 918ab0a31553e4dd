namespace Ouroboros.Techniques.EditFormats.Placing;

/// <summary>How an answer's indentation stands for the file's: every one of its own for exactly one there, deeper for deeper.</summary>
internal sealed class Indents
{
    private readonly SortedDictionary<string, string> theirs = new(Comparer<string>.Create((a, b) => a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b)));

    private Indents()
    {
    }

    /// <summary>Null where that is not so.</summary>
    /// <param name="lines">Lines of the answer, and of the file.</param>
    public static Indents? Of(IEnumerable<(string Told, string Found)> lines)
    {
        var indents = new Indents();
        foreach (var (told, found) in lines)
        {
            if (told.Length == 0 || string.IsNullOrWhiteSpace(told))
                continue;

            var (own, there) = (LineLook.Indent(told), LineLook.Indent(found));
            if (indents.theirs.TryGetValue(own, out var known) && known != there)
                return null;

            indents.theirs[own] = there;
        }

        var deepest = -1;
        foreach (var there in indents.theirs.Values)
        {
            if (Width(there) <= deepest)
                return null;

            deepest = Width(there);
        }

        return indents;
    }

    /// <summary>A line of the answer as the file would have it.</summary>
    public string Said(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return "";

        var own = LineLook.Indent(line);
        if (theirs.TryGetValue(own, out var there))
            return there + line[own.Length..];

        // Relative to the deepest known one that it goes beyond, else to the least deep.
        var (basis, at) = theirs.LastOrDefault(t => own.StartsWith(t.Key, StringComparison.Ordinal)) is { Key: not null } shorter ? (shorter.Key, shorter.Value)
            : theirs.FirstOrDefault() is { Key: not null } first ? (first.Key, first.Value) : ("", "");
        if (own.StartsWith(basis, StringComparison.Ordinal))
            return at + Like(own[basis.Length..]) + line[own.Length..];

        var fewer = Width(basis) - Width(own);
        return (at.Length >= fewer && !at.Contains('\t', StringComparison.Ordinal) ? at[..^fewer] : "") + line[own.Length..];
    }

    /// <summary>Steps of the answer in the file's own kind.</summary>
    private string Like(string further)
    {
        var tabs = theirs.Values.Any(t => t.Contains('\t', StringComparison.Ordinal));
        var spaces = theirs.Values.Any(t => t.Contains(' ', StringComparison.Ordinal));
        if (tabs && !spaces && further.All(c => c == ' '))
            return new string('\t', Math.Max(1, further.Length / Step(' ')));

        return spaces && !tabs && further.All(c => c == '\t') ? new string(' ', further.Length * Step('\t')) : further;
    }

    /// <summary>How many of the one are a step, or what a tab is in the other, as far as the lines tell; else four.</summary>
    private int Step(char own)
    {
        var rows = theirs.Where(t => t.Key.Length > 0 && t.Key.All(c => c == own)).ToList();
        foreach (var (key, value) in rows)
        {
            if (own == ' ' && value.Length > 0 && key.Length % value.Length == 0)
                return key.Length / value.Length;

            if (own == '\t' && value.Length % key.Length == 0 && value.Length > 0)
                return value.Length / key.Length;
        }

        return 4;
    }

    private static int Width(string indent) => indent.Sum(c => c == '\t' ? 4 : 1);
}
