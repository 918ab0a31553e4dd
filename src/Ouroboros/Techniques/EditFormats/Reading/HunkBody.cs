namespace Ouroboros.Techniques.EditFormats.Reading;

/// <summary>Lines that are kept, taken away and put in, as diffs mark them.</summary>
internal sealed class HunkBody
{
    private readonly List<string> old = [];
    private readonly List<string> fresh = [];

    // The lines as they are, where some that are kept show that the mark before such lines got lost.
    private readonly List<string> marked = [];
    private bool isUnmarked;
    private int trailing;
    private bool changes;

    public bool IsEmpty => !changes;

    public int Old => old.Count;

    public int New => fresh.Count;

    public void Take(string line)
    {
        marked.Add(line);
        switch (line)
        {
            case ['-', .. var removed]:
                old.Add(removed);
                Change();
                break;
            case ['+', .. var added]:
                fresh.Add(added);
                Change();
                break;
            case ['\\', ..]:
                break;
            default:
                // The space before a line that is kept gets lost easily, and the whole line where it is empty.
                isUnmarked |= line.Length > 0 && line[0] != ' ';
                var kept = line is [' ', .. var rest] ? rest : line;
                old.Add(kept);
                fresh.Add(kept);
                trailing = kept.Length == 0 ? trailing + 1 : 0;
                break;
        }
    }

    public ReplaceLines ToEdit(string path)
    {
        // Empty lines at the end stand between hunks, and not in them.
        old.RemoveRange(old.Count - trailing, trailing);
        fresh.RemoveRange(fresh.Count - trailing, trailing);
        trailing = 0;
        return new ReplaceLines(path, old, fresh) { Otherwise = isUnmarked && marked.Exists(l => l is [' ', ..]) ? Unmarked(path) : null };
    }

    private ReplaceLines Unmarked(string path)
    {
        var kept = marked.TakeWhile((_, i) => marked.Skip(i).Any(l => l.Length > 0)).Where(l => l is not ['\\', ..]).ToList();
        return new ReplaceLines(
            path, [.. kept.Where(l => l is not ['+', ..]).Select(l => l is ['-', .. var removed] ? removed : l)],
            [.. kept.Where(l => l is not ['-', ..]).Select(l => l is ['+', .. var added] ? added : l)]);
    }

    private void Change()
    {
        changes = true;
        trailing = 0;
    }
}
