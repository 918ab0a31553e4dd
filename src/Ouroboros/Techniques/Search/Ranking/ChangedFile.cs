using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>A file before and after a patch, with what the patch put in and took out.</summary>
public sealed class ChangedFile
{
    public ChangedFile(SyntaxTree before, SyntaxTree after, IReadOnlyList<SpanEdit> edits)
    {
        Before = before;
        After = after;
        var shift = 0;
        var fresh = new List<(int, int)>();
        foreach (var edit in edits)
        {
            fresh.Add((edit.Start + shift, edit.Start + shift + edit.Replacement.Length));
            shift += edit.Replacement.Length - edit.Length;
        }

        Inserted = fresh;
        Removed = [.. edits.Select(e => (e.Start, e.End))];
    }

    public SyntaxTree Before { get; }

    public SyntaxTree After { get; }

    /// <summary>Byte ranges of the new text in <see cref="After"/>.</summary>
    public IReadOnlyList<(int Start, int End)> Inserted { get; }

    /// <summary>Byte ranges of the old text in <see cref="Before"/>.</summary>
    public IReadOnlyList<(int Start, int End)> Removed { get; }

    /// <summary>Nodes of the new tree that lie wholly in new text.</summary>
    public IEnumerable<SyntaxNode> NewNodes => Within(After, Inserted);

    /// <summary>Nodes of the old tree that lie wholly in text taken out.</summary>
    public IEnumerable<SyntaxNode> OldNodes => Within(Before, Removed);

    /// <summary>Nodes of the new tree that hold or meet new text.</summary>
    public IEnumerable<SyntaxNode> TouchedNodes =>
        After.Nodes.Where(n => Inserted.Any(i => n.Start <= i.End && i.Start <= n.End));

    /// <summary>Nodes of the old tree that hold or meet what was changed.</summary>
    public IEnumerable<SyntaxNode> FormerNodes =>
        Before.Nodes.Where(n => Removed.Any(r => n.Start <= r.End && r.Start <= n.End));

    private static IEnumerable<SyntaxNode> Within(SyntaxTree tree, IReadOnlyList<(int Start, int End)> ranges) =>
        tree.Nodes.Where(n => n.Length > 0 && ranges.Any(r => r.Start <= n.Start && n.End <= r.End));
}
