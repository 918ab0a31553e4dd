using Ouroboros.Techniques.EditFormats.Reading;

namespace Ouroboros.Techniques.EditFormats.Placing;

/// <summary>Makes edits in one file, each where its lines stand, or says why it cannot be told where that is.</summary>
internal sealed class FilePlacing(string path, Workpiece file)
{
    private const int MostShown = 5, FewestWithin = 3;
    private const double LeastNear = 0.34, LeastWhole = 0.5;

    public List<string> Notes { get; } = [];

    public List<string> Problems { get; } = [];

    public void Replace(ReplaceLines edit)
    {
        if (edit.Old.Count == 0)
        {
            Insert(edit);
            return;
        }

        if (edit.Old.SequenceEqual(edit.New))
        {
            Notes.Add($"{path}: an edit puts '{First(edit.Old)}' where it stands already.");
            return;
        }

        if (edit.New.FirstOrDefault(l => LineLook.IsElisionInWords(l) && !edit.Old.Contains(l) && !file.Lines.Contains(l)) is { } abridged)
        {
            Problems.Add($"{path}: the new text says '{abridged.Trim()}' where code should stand. Write out what shall stand there.");
            return;
        }

        if ((edit.WithinLine && Within(edit)) || Placed(edit) || (edit.Otherwise is { } other && Placed(other)) || IsApplied(edit) || Trimmed(edit) || (!edit.WithinLine && Within(edit)))
            return;

        Problems.Add(NotFound(edit));
    }

    /// <summary>Whether that was the last word on it: it was made, or the answer must say more.</summary>
    private bool Placed(ReplaceLines edit)
    {
        var before = Problems.Count;
        var found = Choose(edit, Ladder.Find(edit.Old, file.Lines));
        if (found is not null)
            Project(edit, found);

        return found is not null || Problems.Count > before;
    }

    public void Insert(InsertLines edit)
    {
        if (edit.After < 0 || edit.After > file.Lines.Count)
        {
            Problems.Add($"{path}: line {edit.After} is named to insert after, and the file has {file.Lines.Count}.");
            return;
        }

        file.Replace(edit.After, edit.After, edit.New);
    }

    /// <summary>The file whole. Lines that stay as they are are no edit.</summary>
    public void Write(WriteWhole edit)
    {
        var fresh = edit.Lines;
        if (fresh.Index().FirstOrDefault(l => LineLook.IsElisionInWords(l.Item) && !file.Lines.Contains(l.Item)) is { Item: { } abridged, Index: var at })
        {
            Problems.Add($"{path}: the file is abridged at its line {at + 1}, '{abridged.Trim()}'. Give it whole, or only the part that changes as a search/replace block.");
            return;
        }

        var pairs = LinePairs.Of([.. file.Lines.Select(l => l.TrimEnd())], [.. fresh.Select(l => l.TrimEnd())]);
        if (edit.IsGuess && pairs.Count < LeastWhole * file.Lines.Count)
        {
            Problems.Add($"{path}: the answer is a block of code without a path and too unlike the file to be the whole of it. Say which lines it replaces.");
            return;
        }

        if (pairs.Count == file.Lines.Count && pairs.Count == fresh.Count)
        {
            Notes.Add($"{path}: stands there as the answer has it.");
            return;
        }

        Apply([.. file.Lines.Select((_, i) => (i, i + 1))], pairs, fresh, l => l, 0, file.Lines.Count);
    }

    /// <summary>The place that is meant: the only one, or the one that its line number or the lines above tell.</summary>
    private Placement? Choose(ReplaceLines edit, IReadOnlyList<Placement> found)
    {
        if (found.Count <= 1)
            return found is [var only] ? only : null;

        var left = found;
        if (edit.AtEnd && found.Where(f => file.Lines.Skip(f.To).All(string.IsNullOrWhiteSpace)).ToList() is [var last])
            return last;

        foreach (var anchor in edit.Anchors)
        {
            if (LinesOf(anchor) is [var line])
                left = [.. left.Where(f => f.From >= line)];
        }

        if (left.Count > 1 && edit.Anchors.Count > 0 && left.Count < found.Count)
            left = [left[0]];

        if (left.Count > 1 && edit.Line is { } told && left.Where(f => file.OriginOf(f.From) == told).ToList() is [var named])
            return named;

        if (left is [var one])
            return one;

        var places = left.Take(MostShown).Select(f => $"line {f.From + 1}{Above(f.From)}");
        Problems.Add($"{path}: '{First(edit.Old)}' {(edit.Old.Count > 1 ? $"and the {edit.Old.Count - 1} lines below it stand" : "stands")} in {left.Count} places: "
            + $"{string.Join(", ", places)}{(left.Count > MostShown ? " …" : "")}. Add lines above or below that tell which is meant.");
        return null;
    }

    // The nearest line above that is less deep says best where that is.
    private string Above(int line)
    {
        var depth = LineLook.Indent(file.Lines[line]).Length;
        for (var i = line - 1; i >= 0; i--)
        {
            if (!string.IsNullOrWhiteSpace(file.Lines[i]) && LineLook.Indent(file.Lines[i]).Length < depth)
                return $" (below '{Shown(file.Lines[i])}')";
        }

        return "";
    }

    private List<int> LinesOf(string anchor)
    {
        var wanted = LineLook.Plain(anchor).Trim();
        return [.. Enumerable.Range(0, file.Lines.Count).Where(i => LineLook.Plain(file.Lines[i]).Trim().StartsWith(wanted, StringComparison.Ordinal))];
    }

    private void Project(ReplaceLines edit, Placement found)
    {
        // The same line in both, whatever the blanks behind it.
        var pairs = LinePairs.Of([.. edit.Old.Select(l => l.TrimEnd())], [.. edit.New.Select(l => l.TrimEnd())]);
        if (found.Rung is { } rung)
            Notes.Add($"{path}:{found.From + 1}: found {rung}.");

        Apply(found.Spans, pairs, edit.New, found.Indents is { } indents ? indents.Said : l => l, found.From, found.To);
    }

    /// <summary>Keeps what both have as the file has it, and puts the rest in between.</summary>
    private void Apply(IReadOnlyList<(int From, int To)> spans, IReadOnlyList<(int Old, int New)> pairs, IReadOnlyList<string> fresh, Func<string, string> said, int from, int to)
    {
        var regions = new List<(int From, int To, List<string> Fresh)>();
        var (at, next) = (from, 0);
        foreach (var (old, kept) in pairs)
        {
            Region(spans[old].From, kept);
            (at, next) = (spans[old].To, kept + 1);
        }

        Region(to, fresh.Count);
        foreach (var (start, end, text) in Enumerable.Reverse(regions))
            file.Replace(start, end, text);

        void Region(int until, int upTo)
        {
            if (until > at || upTo > next)
                regions.Add((at, until, [.. fresh.Skip(next).Take(upTo - next).Select(said)]));
        }
    }

    /// <summary>Without the empty lines around the old text, which belong to the answer's own layout.</summary>
    private bool Trimmed(ReplaceLines edit)
    {
        var (head, tail) = (edit.Old.TakeWhile(string.IsNullOrWhiteSpace).Count(), edit.Old.Reverse().TakeWhile(string.IsNullOrWhiteSpace).Count());
        if (head + tail == 0 || head == edit.Old.Count)
            return false;

        IReadOnlyList<string> Without(IReadOnlyList<string> lines)
        {
            var (above, below) = (Math.Min(head, lines.TakeWhile(string.IsNullOrWhiteSpace).Count()), Math.Min(tail, lines.Reverse().TakeWhile(string.IsNullOrWhiteSpace).Count()));
            return above + below >= lines.Count ? [] : [.. lines.Skip(above).SkipLast(below)];
        }

        return Placed(edit with { Old = Without(edit.Old), New = Without(edit.New) });
    }

    /// <summary>The old text as a part of lines: exactly once, or not at all.</summary>
    private bool Within(ReplaceLines edit)
    {
        var (text, old) = (string.Join('\n', file.Lines), string.Join('\n', edit.Old));
        if (old.Trim().Length < FewestWithin)
            return false;

        var places = new List<int>();
        for (var at = text.IndexOf(old, StringComparison.Ordinal); at >= 0; at = text.IndexOf(old, at + 1, StringComparison.Ordinal))
            places.Add(at);

        if (places.Count == 0)
            return false;

        int LineOf(int at) => text.AsSpan(0, at).Count('\n');
        if (places.Count > 1 && edit.Line is { } told && places.Where(p => file.OriginOf(LineOf(p)) == told).ToList() is [var named])
            places = [named];

        if (places.Count > 1)
        {
            var shown = places.Take(MostShown).Select(p => $"line {LineOf(p) + 1} ('{Shown(file.Lines[LineOf(p)])}')");
            Problems.Add($"{path}: '{Shown(First(edit.Old))}' stands in {places.Count} places: {string.Join(", ", shown)}{(places.Count > MostShown ? " …" : "")}. "
                + "Take in more of the text around it, so that it is the only one.");
            return true;
        }

        var (start, end) = (places[0], places[0] + old.Length);
        var (first, last) = (LineOf(start), LineOf(end));
        var lineStart = start == 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
        var lineEnd = text.IndexOf('\n', end) is >= 0 and var found ? found : text.Length;
        var whole = text[lineStart..start] + string.Join('\n', edit.New) + text[end..lineEnd];

        // Lines taken away whole leave no empty one behind.
        var isGone = edit.New is [] or [""] && start == lineStart && end == lineEnd;
        var fresh = isGone ? [] : whole.Split('\n');
        var pairs = LinePairs.Of([.. file.Lines.Skip(first).Take(last - first + 1)], fresh);
        Apply([.. Enumerable.Range(first, last - first + 1).Select(l => (l, l + 1))], pairs, fresh, l => l, first, last + 1);
        return true;
    }

    private void Insert(ReplaceLines edit)
    {
        var told = string.Join(" / ", edit.Anchors);
        var anchors = edit.Anchors is [.., var anchor] ? LinesOf(anchor) : [];
        if (edit.New.Count > 0 && Ladder.Find(edit.New, file.Lines) is { Count: > 0 } there && there[0].Rung is null && edit.New.Any(l => l.Trim().Length > FewestWithin))
            Notes.Add($"{path}:{there[0].From + 1}: '{First(edit.New)}' stands there already.");
        else if (file.Lines.All(string.IsNullOrWhiteSpace))
            file.Replace(0, file.Lines.Count, edit.New);
        else if (anchors is [var line])
            file.Replace(line + 1, line + 1, edit.New);
        else if (edit.AtEnd)
            file.Replace(file.Lines.Count, file.Lines.Count, edit.New);
        else if (edit.Line is { } number && number >= 0 && number <= file.Lines.Count)
            file.Replace(number, number, edit.New);
        else
            Problems.Add($"{path}: '{First(edit.New)}' shall be put in, and nothing says where{(told.Length > 0 ? $": '{told}' stands in {anchors.Count} places" : "")}. Give a line that stands beside it, unchanged.");
    }

    private bool IsApplied(ReplaceLines edit)
    {
        // What only takes away leaves nothing to know it by.
        if (!edit.New.Any(l => l.Trim().Length >= FewestWithin) || Ladder.Find(edit.New, file.Lines) is not [{ IsVerbatim: true } found, ..])
            return false;

        // The new text within the old one says nothing: it stood there before.
        if (string.Join('\n', edit.Old).Contains(string.Join('\n', edit.New), StringComparison.Ordinal))
            return false;

        Notes.Add($"{path}:{found.From + 1}: '{First(edit.New)}' stands there already; this edit was made before.");
        return true;
    }

    /// <summary>Why nothing was found, with what comes nearest.</summary>
    private string NotFound(ReplaceLines edit)
    {
        var wanted = edit.Old.Select(l => LineLook.Plain(l).Trim()).ToList();
        var lines = file.Lines.Select(l => LineLook.Plain(l).Trim()).ToList();
        var (best, most) = (-1, 0);
        for (var i = 0; i < lines.Count; i++)
        {
            var alike = Enumerable.Range(0, wanted.Count).Count(j => i + j < lines.Count && wanted[j].Length > 0 && lines[i + j] == wanted[j]);
            if (alike > most)
                (best, most) = (i, alike);
        }

        var head = $"{path}: '{First(edit.Old)}' {(edit.Old.Count > 1 ? $"and the {edit.Old.Count - 1} lines below it do" : "does")} not stand there.";
        if (best < 0 || most < LeastNear * wanted.Count(w => w.Length > 0))
            return $"{head} Look at the file again and copy the lines that shall be replaced.";

        var other = Enumerable.Range(0, wanted.Count).Cast<int?>().FirstOrDefault(j => best + j >= lines.Count || lines[best + j!.Value] != wanted[j.Value]) ?? -1;
        if (other < 0)
            return $"{path}: '{First(edit.Old)}' and what follows stand at line {best + 1} with an indentation that the answer's does not tell. Copy the lines as they stand.";

        return best + other < lines.Count
            ? $"{head} {most} of them stand at line {best + 1}, but line {best + other + 1} is '{Shown(file.Lines[best + other])}' and not '{Shown(edit.Old[other])}'. Copy the lines as they stand."
            : $"{head} {most} of them stand at line {best + 1}, and the file ends before '{Shown(edit.Old[other])}'. Copy the lines as they stand.";
    }

    private static string First(IReadOnlyList<string> lines) => Shown(lines.FirstOrDefault(l => !string.IsNullOrWhiteSpace(l)) ?? "");

    private static string Shown(string line) => line.Trim() is var text && text.Length > 80 ? text[..77] + "..." : text;
}
