namespace Ouroboros.Workspaces.Diffs;

/// <summary>Old lines <c>[OldStart, OldEnd)</c> became new lines <c>[NewStart, NewEnd)</c>; counted from 0.</summary>
internal readonly record struct LineChange(int OldStart, int OldEnd, int NewStart, int NewEnd);

/// <summary>
/// Finds the lines that differ, knowing from the edits where to look. Within one edited region the longest common
/// subsequence decides, unless the region is too large for it.
/// </summary>
internal static class LineChanges
{
    // Cells of the table of common subsequences: a thousand lines against a thousand.
    private const long LargestTable = 1_000_000;

    public static List<LineChange> Of(IReadOnlyList<SpanEdit> edits, TextLines before, TextLines after)
    {
        var changes = new List<LineChange>();
        var shift = 0;
        for (var i = 0; i < edits.Count;)
        {
            var oldStart = before.LineAt(edits[i].Start);
            var newStart = before.Count == 0 ? 0 : after.LineFrom(before.StartOf(oldStart) + shift);
            int oldEnd, reach;
            do
            {
                reach = edits[i].End;
                shift += edits[i].Replacement.Length - edits[i].Length;
                // The whole line behind the edit belongs to it, for the edit may have joined it; what is equal is trimmed below.
                oldEnd = before.Count == 0 ? 0 : before.LineAt(reach) + 1;
                i++;
            }
            while (i < edits.Count && (before.Count == 0 || edits[i].Start <= before.StartOf(oldEnd)));

            var newReach = (before.Count == 0 ? 0 : before.StartOf(oldEnd)) + shift;
            var newEnd = after.LineFrom(newReach);
            Compare(new LineChange(oldStart, oldEnd, newStart, newEnd), before, after, changes);
        }

        return changes;
    }

    private static void Compare(LineChange region, TextLines before, TextLines after, List<LineChange> changes)
    {
        var (oldStart, oldEnd, newStart, newEnd) = region;
        while (oldStart < oldEnd && newStart < newEnd && before.SameLine(oldStart, after, newStart))
            (oldStart, newStart) = (oldStart + 1, newStart + 1);

        while (oldEnd > oldStart && newEnd > newStart && before.SameLine(oldEnd - 1, after, newEnd - 1))
            (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1);

        if (oldStart == oldEnd && newStart == newEnd)
            return;

        var rest = new LineChange(oldStart, oldEnd, newStart, newEnd);
        if ((long)(oldEnd - oldStart) * (newEnd - newStart) is 0 or > LargestTable)
            changes.Add(rest);
        else
            Split(rest, before, after, changes);
    }

    private static void Split(LineChange region, TextLines before, TextLines after, List<LineChange> changes)
    {
        var common = CommonLengths(region, before, after);
        var (o, n) = (region.OldStart, region.NewStart);
        var (changedOld, changedNew) = (o, n);
        while (o < region.OldEnd && n < region.NewEnd)
        {
            if (before.SameLine(o, after, n))
            {
                Close(o, n);
                (changedOld, changedNew) = (++o, ++n);
            }
            else if (common[o - region.OldStart + 1, n - region.NewStart] >= common[o - region.OldStart, n - region.NewStart + 1])
                o++;
            else
                n++;
        }

        Close(region.OldEnd, region.NewEnd);

        void Close(int oldEnd, int newEnd)
        {
            if (changedOld < oldEnd || changedNew < newEnd)
                changes.Add(new LineChange(changedOld, oldEnd, changedNew, newEnd));
        }
    }

    private static int[,] CommonLengths(LineChange region, TextLines before, TextLines after)
    {
        var (rows, columns) = (region.OldEnd - region.OldStart, region.NewEnd - region.NewStart);
        var common = new int[rows + 1, columns + 1];
        for (var row = rows - 1; row >= 0; row--)
        {
            for (var column = columns - 1; column >= 0; column--)
            {
                common[row, column] = before.SameLine(region.OldStart + row, after, region.NewStart + column)
                    ? common[row + 1, column + 1] + 1
                    : Math.Max(common[row + 1, column], common[row, column + 1]);
            }
        }

        return common;
    }
}
