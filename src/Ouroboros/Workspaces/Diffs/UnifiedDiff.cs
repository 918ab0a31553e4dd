using System.Text;

namespace Ouroboros.Workspaces.Diffs;

/// <summary>
/// A patch in the form that <c>git apply</c> reads: exact bytes, so that carriage returns, missing final newlines and text
/// that is not UTF-8 survive.
/// </summary>
public sealed class UnifiedDiff
{
    private const int Context = 3;

    private UnifiedDiff(IReadOnlyList<FileDiff> files) => Files = files;

    public IReadOnlyList<FileDiff> Files { get; }

    /// <param name="read">The bytes that the patch's edits are relative to.</param>
    /// <param name="mode">The mode of a file as it stands.</param>
    public static UnifiedDiff Of(Patch patch, Func<RepoPath, ReadOnlyMemory<byte>> read, Func<RepoPath, UnixFileMode>? mode = null) =>
        new([.. patch.Files.Select(f => Of(f, read, mode ?? (_ => UnixFileMode.None)))]);

    /// <summary>For people and JSON; bytes that are no UTF-8 stand as replacement characters.</summary>
    public override string ToString() => Encoding.UTF8.GetString(ToBytes());

    /// <summary>For <c>git apply</c>.</summary>
    public byte[] ToBytes()
    {
        using var text = new MemoryStream();
        foreach (var file in Files)
        {
            foreach (var line in file.Header)
                text.Write(Encoding.UTF8.GetBytes(line + "\n"));

            foreach (var hunk in file.Hunks)
            {
                text.Write(Encoding.UTF8.GetBytes(hunk.Title + "\n"));
                foreach (var line in hunk.Lines)
                {
                    text.WriteByte((byte)line.Kind);
                    text.Write(line.Bytes.Span);
                    if (!line.Ends)
                        text.Write("\n\\ No newline at end of file\n"u8);
                }
            }
        }

        return text.ToArray();
    }

    private static FileDiff Of(FileEdit edit, Func<RepoPath, ReadOnlyMemory<byte>> read, Func<RepoPath, UnixFileMode> mode)
    {
        var before = edit is AddFile ? ReadOnlyMemory<byte>.Empty : read(edit.Path);
        ReadOnlyMemory<byte> after = edit switch
        {
            AddFile add => add.Content,
            ChangeFile change => change.ApplyTo(before.Span),
            RenameFile rename => SpanEdit.Apply(rename.Edits, before.Span),
            _ => ReadOnlyMemory<byte>.Empty,
        };
        IReadOnlyList<SpanEdit> edits = edit switch
        {
            ChangeFile change => change.Edits,
            RenameFile rename => rename.Edits,
            _ => [new SpanEdit(0, before.Length, after)],
        };

        var (oldLines, newLines) = (new TextLines(before), new TextLines(after));
        var hunks = Hunks(LineChanges.Of(edits, oldLines, newLines), oldLines, newLines);
        return new FileDiff(edit.Path, DiffHeader.Of(edit, mode, hunks.Count > 0), hunks);
    }

    private static List<Hunk> Hunks(List<LineChange> changes, TextLines before, TextLines after)
    {
        var hunks = new List<Hunk>();
        for (var i = 0; i < changes.Count;)
        {
            var first = i++;
            // Changes whose surroundings touch share a hunk.
            while (i < changes.Count && changes[i].OldStart - changes[i - 1].OldEnd <= 2 * Context)
                i++;

            hunks.Add(Join(changes[first..i], before, after));
        }

        return hunks;
    }

    private static Hunk Join(List<LineChange> changes, TextLines before, TextLines after)
    {
        var start = Math.Max(0, changes[0].OldStart - Context);
        var end = Math.Min(before.Count, changes[^1].OldEnd + Context);
        var newStart = changes[0].NewStart - (changes[0].OldStart - start);
        var lines = new List<DiffLine>();
        var at = start;
        foreach (var change in changes)
        {
            Take(LineKind.Kept, before, at, change.OldStart);
            Take(LineKind.Removed, before, change.OldStart, change.OldEnd);
            Take(LineKind.Added, after, change.NewStart, change.NewEnd);
            at = change.OldEnd;
        }

        Take(LineKind.Kept, before, at, end);
        var newCount = lines.Count(l => l.Kind != LineKind.Removed);
        return new Hunk(FirstLine(start, end - start), end - start, FirstLine(newStart, newCount), newCount, lines);

        void Take(LineKind kind, TextLines from, int first, int last)
        {
            for (var line = first; line < last; line++)
                lines.Add(new DiffLine(kind, from[line]));
        }
    }

    private static int FirstLine(int start, int count) => count == 0 ? start : start + 1;
}
