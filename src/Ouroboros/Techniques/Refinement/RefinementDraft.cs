using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Diffs;

namespace Ouroboros.Techniques.Refinement;

/// <summary>The files as a refinement has made them so far. Never changed, only followed by another.</summary>
internal sealed class RefinementDraft
{
    private readonly Dictionary<RefinedFile, byte[]> texts;
    private readonly Dictionary<RefinedFile, SpanEdit[]> edits;

    private RefinementDraft(Dictionary<RefinedFile, byte[]> texts)
    {
        this.texts = texts;
        edits = texts.ToDictionary(t => t.Key, t => SmallestEdits.Between(t.Key.Original, t.Value));
        var changes = edits.Where(e => e.Value.Length > 0).Select(e => new ChangeFile(e.Key.Path, e.Key.Version.Hash, e.Value)).ToList();
        Patch = changes.Count == 0 ? null : new Patch(changes);
        Size = changes.Sum(c => c.Edits.Sum(e => e.Length + e.Replacement.Length));
    }

    public static RefinementDraft Start { get; } = new([]);

    /// <summary>Null where nothing differs from the snapshot.</summary>
    public Patch? Patch { get; }

    /// <summary>Bytes taken out and put in.</summary>
    public int Size { get; }

    public byte[] TextOf(RefinedFile file) => texts.GetValueOrDefault(file, file.Original);

    public IReadOnlyList<SpanEdit> EditsOf(RefinedFile file) => edits.GetValueOrDefault(file, []);

    public RefinementDraft With(RefinedFile file, byte[] text) => new(new(texts) { [file] = text });

    /// <summary>The file and line of the first difference.</summary>
    public (RepoPath Path, int Line) Place()
    {
        var (file, changed) = edits.Where(e => e.Value.Length > 0).OrderBy(e => e.Key.Path).First();
        return (file.Path, 1 + file.Original.AsSpan(0, changed[0].Start).Count((byte)'\n'));
    }
}
