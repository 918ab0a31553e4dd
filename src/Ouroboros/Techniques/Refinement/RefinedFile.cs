using System.Text;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Integrity;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Refinement;

/// <summary>A file of the snapshot that is worked on, and which of its lines are suspicious.</summary>
internal sealed class RefinedFile
{
    private const int MostFiles = 3, MostLines = 60, Largest = 512 << 10;

    // What a failing test points at is preferred to whatever else is suspicious.
    private const double Pointed = 0.3, Unpointed = 0.7, Least = 0.02;

    private readonly Dictionary<int, double> suspicion;

    private RefinedFile(FileVersion version, byte[] original, Language language, Dictionary<int, double> suspicion)
    {
        (Version, Original, Language, this.suspicion) = (version, original, language, suspicion);
        IsCrlf = original.AsSpan().IndexOf("\r\n"u8) >= 0;
    }

    public FileVersion Version { get; }

    public RepoPath Path => Version.Path;

    public byte[] Original { get; }

    public Language Language { get; }

    public bool IsCrlf { get; }

    /// <summary>The most suspicious files that can be worked on, in order.</summary>
    public static IReadOnlyList<RefinedFile> Of(RefinementBrief brief)
    {
        var files = new List<RefinedFile>();
        var most = brief.Suspects.Select(s => s.Score).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        foreach (var suspects in brief.Suspects.GroupBy(s => s.Path).OrderByDescending(g => g.Max(s => s.Score)).ThenBy(g => g.Key))
        {
            if (files.Count < MostFiles && GuardedFiles.KindOf(suspects.Key) is null && Open(brief, suspects.Key, [.. suspects], most) is { } file)
                files.Add(file);
        }

        return files;
    }

    /// <summary>The suspicion of the lines of a later text: a line that was edited passes its suspicion on to all that stands there now.</summary>
    public IReadOnlyDictionary<int, double> SuspicionIn(byte[] text, IReadOnlyList<SpanEdit> edits)
    {
        if (edits.Count == 0)
            return suspicion;

        var (old, now, shift) = (LineStarts.Of(Original), LineStarts.Of(text), new TextShift(edits));
        var shifted = new Dictionary<int, double>();
        foreach (var (line, score) in suspicion.Where(s => s.Key <= old.Length))
        {
            var (start, end) = (shift.OfStart(old[line - 1]), shift.OfEnd(line < old.Length ? old[line] - 1 : Original.Length));
            for (var at = LineAt(now, start); at <= LineAt(now, Math.Max(start, end)); at++)
                shifted[at] = Math.Max(shifted.GetValueOrDefault(at), score);
        }

        return shifted;
    }

    private static RefinedFile? Open(RefinementBrief brief, RepoPath path, IReadOnlyList<Suspect> suspects, double most)
    {
        if (Languages.OfExtension(path.Extension) is not { } language || brief.Snapshot.Files.GetValueOrDefault(path) is not { } version
            || version.Length > Largest || brief.Read(path) is not { } original || !IsText(original))
            return null;

        var suspicion = new Dictionary<int, double>();
        foreach (var suspect in suspects.Where(s => s.Line > 0 && double.IsFinite(s.Score)).OrderByDescending(s => s.Score).Take(MostLines))
            suspicion[suspect.Line] = Math.Max(suspicion.GetValueOrDefault(suspect.Line), Math.Max(Least, most > 0 ? Unpointed * suspect.Score / most : 0));

        foreach (var line in PointedLines.Of(path, brief.Failing).Where(l => l > 0).Order().Take(MostLines))
            suspicion[line] = suspicion.GetValueOrDefault(line) + Pointed;

        return suspicion.Count == 0 ? null : new RefinedFile(version, original, language, suspicion);
    }

    private static bool IsText(byte[] content) => !content.AsSpan().Contains((byte)0) && System.Text.Unicode.Utf8.IsValid(content);

    private static int LineAt(int[] starts, int offset) => Array.BinarySearch(starts, offset) is var found && found >= 0 ? found + 1 : ~found;
}
