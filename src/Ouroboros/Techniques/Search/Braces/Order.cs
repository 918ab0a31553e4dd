using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Braces;

/// <summary>Where statements stand: taken out, exchanged with a neighbour, moved in or out of a block.</summary>
/// <param name="statements">The kinds that operators are asked about.</param>
internal sealed class Order(BraceForms forms, IReadOnlyList<string> statements)
{
    private const int LargestMoved = 12;

    public IEnumerable<EditOperator> Rows =>
    [
        new("statement-delete", 0.35, statements, Delete),
        new("statement-swap", 0.4, statements, Swap),
        new("statement-move-out", 0.35, statements, MoveOut),
        new("statement-move-in", 0.25, statements, MoveIn),
        new("block-unwrap", 0.25, forms.Compound, Unwrap),
    ];

    private StatementText? Own(EditSite site) => forms.Lines.Of(site.Unit, site.Node);

    private IEnumerable<Edit> Delete(EditSite site)
    {
        if (Own(site) is { Declares: false } own && site.Node.EndLine - site.Node.StartLine <= LargestMoved)
            yield return new Edit(own.Leaves && site.Node.Kind != "return_statement" ? 1 : 0.7, own.Removal());
    }

    private IEnumerable<Edit> Swap(EditSite site)
    {
        if (Own(site) is not { Leaves: false } own || own.Next is not { Leaves: false } next || next.End - own.Start > 3_000)
            yield break;

        var (one, two) = (site.Unit.Text(own.Node.Start, own.TextEnd), site.Unit.Text(next.Node.Start, next.TextEnd));
        yield return new Edit(1, [new Splice(own.Node.Start, own.TextEnd, two), new Splice(next.Node.Start, next.TextEnd, one)]);
    }

    /// <summary>The last statement of a block goes after what holds the block; the first one goes before it.</summary>
    private IEnumerable<Edit> MoveOut(EditSite site)
    {
        if (Own(site) is not { MayMove: true } own || Holder(site.Node) is not { } holder
            || forms.Lines.Of(site.Unit, holder) is not { } outer || site.Node.EndLine - site.Node.StartLine > LargestMoved)
            yield break;

        if (own.Next is null && !own.Declares)
            yield return new Edit(1, [own.Removal(), outer.After(own.Lines())]) { Note = Moved(own, "out of its block, after it") };

        if (own.Previous is null && own.Start > outer.Node.Start)
            yield return new Edit(0.8, [outer.Before(own.Lines()), own.Removal()]) { Note = Moved(own, "out of its block, before it") };
    }

    /// <summary>A statement beside a block goes in: at its end when it stands after it, at its start when it stands before it.</summary>
    private IEnumerable<Edit> MoveIn(EditSite site)
    {
        if (Own(site) is not { MayMove: true, Declares: false } own || site.Node.EndLine - site.Node.StartLine > LargestMoved)
            yield break;

        if (own.Previous is { } previous && LastBlock(previous.Node) is { } block && Inside(site.Unit, block).LastOrDefault() is { } last && !last.Leaves)
            yield return new Edit(1, [last.After(own.Lines()), own.Removal()]) { Note = Moved(own, "into the block before it") };

        if (own.Next is { } next && next.Node.Child("body") is { } body && body.Kind == forms.Block && Inside(site.Unit, body).FirstOrDefault() is { } first)
            yield return new Edit(0.7, [own.Removal(), first.Before(own.Lines())]) { Note = Moved(own, "into the block after it") };
    }

    /// <summary>A block's statements stand in its place.</summary>
    private IEnumerable<Edit> Unwrap(EditSite site)
    {
        var node = site.Node;
        if (Own(site) is not { MayMove: true } own || node.EndLine - node.StartLine > LargestMoved || node.Kind is "try_statement" or "switch_statement")
            yield break;

        var body = node.Child("body") ?? node.Child("consequence");
        if (body is not { } held || node.Child("alternative") is not null)
            yield break;

        if (held.Kind != forms.Block)
        {
            yield return new Edit(1, new Splice(node.Start, held.Start, "")) { Note = $"`{site.Unit.Text(node.Start, held.Start).Trim()}` no longer holds its statement" };
        }
        else if (Inside(site.Unit, held) is [var first, ..] inside)
        {
            var lines = site.Unit.Text(first.Node.Start, inside[^1].TextEnd).Split('\n')
                .Select((l, i) => i > 0 && l.StartsWith(first.Indent, StringComparison.Ordinal) ? own.Indent + l[first.Indent.Length..] : l);
            yield return new Edit(1, new Splice(node.Start, own.TextEnd, string.Join('\n', lines))) { Note = $"`{site.Unit.Text(node.Start, held.Start).Trim()}` no longer holds its block" };
        }
    }

    private SyntaxNode? Holder(SyntaxNode statement)
    {
        if (statement.Parent is not { } block || block.Kind != forms.Block || block.Parent is not { } holder)
            return null;

        while (forms.Clauses.Contains(holder.Kind) || (holder.Kind == "if_statement" && !forms.Lines.IsStatement(holder)))
        {
            if (holder.Parent is not { } whole)
                return null;

            holder = whole;
        }

        return forms.Compound.Contains(holder.Kind) && forms.Lines.IsStatement(holder) ? holder : null;
    }

    private SyntaxNode? LastBlock(SyntaxNode compound) =>
        forms.Compound.Contains(compound.Kind) && forms.LastBlock(compound) is { Tree: not null } last && last.Kind == forms.Block ? last : null;

    private List<StatementText> Inside(SourceUnit unit, SyntaxNode block) =>
        [.. block.NamedChildren.Where(c => c.Kind != "comment").Select(c => forms.Lines.Of(unit, c)).OfType<StatementText>()];

    private static string Moved(StatementText own, string where) => $"`{own.Lines()[0]}` moved {where}";
}
