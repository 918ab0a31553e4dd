using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Statements;

/// <summary>Where statements stand: taken out, exchanged with a neighbour, moved in or out of a block.</summary>
internal static class Order
{
    private const int LargestMoved = 12;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("statement-delete", 0.35, Forms.Statements, Delete),
        new("statement-swap", 0.4, Forms.Statements, Swap),
        new("statement-move-out", 0.35, Forms.Statements, MoveOut),
        new("statement-move-in", 0.25, Forms.Statements, MoveIn),
        new("block-unwrap", 0.25, Forms.CompoundStatements, Unwrap),
        new("else-switch", 0.3, ["if_statement"], Else),
    ];

    private static IEnumerable<Edit> Delete(EditSite site)
    {
        if (StatementText.Of(site.Unit, site.Node) is { Declares: false } own && site.Node.EndLine - site.Node.StartLine <= LargestMoved)
            yield return new Edit(own.Leaves && site.Node.Kind != "return_statement" ? 1 : 0.7, own.Removal());
    }

    private static IEnumerable<Edit> Swap(EditSite site)
    {
        if (StatementText.Of(site.Unit, site.Node) is not { Leaves: false } own || own.Next is not { Leaves: false } next || next.End - own.Start > 3_000)
            yield break;

        var (one, two) = (site.Unit.Text(own.Node.Start, own.TextEnd), site.Unit.Text(next.Node.Start, next.TextEnd));
        yield return new Edit(1, [new Splice(own.Node.Start, own.TextEnd, two), new Splice(next.Node.Start, next.TextEnd, one)]);
    }

    /// <summary>The last statement of a block goes after what holds the block; the first one goes before it.</summary>
    private static IEnumerable<Edit> MoveOut(EditSite site)
    {
        if (StatementText.Of(site.Unit, site.Node) is not { MayMove: true } own || Holder(site.Node) is not { } holder
            || StatementText.Of(site.Unit, holder) is not { } outer || site.Node.EndLine - site.Node.StartLine > LargestMoved)
            yield break;

        if (own.Next is null && !own.Declares)
            yield return new Edit(1, [own.Removal(), outer.After(own.Lines())]) { Note = Moved(own, "out of its block, after it") };

        if (own.Previous is null && own.Start > outer.Node.Start)
            yield return new Edit(0.8, [outer.Before(own.Lines()), own.Removal()]) { Note = Moved(own, "out of its block, before it") };
    }

    /// <summary>A statement beside a block goes in: at its end when it stands after it, at its start when it stands before it.</summary>
    private static IEnumerable<Edit> MoveIn(EditSite site)
    {
        if (StatementText.Of(site.Unit, site.Node) is not { MayMove: true, Declares: false } own || site.Node.EndLine - site.Node.StartLine > LargestMoved)
            yield break;

        if (own.Previous is { } previous && LastBlock(previous.Node) is { } block && Inside(site.Unit, block).LastOrDefault() is { } last && !last.Leaves)
            yield return new Edit(1, [last.After(own.Lines()), own.Removal()]) { Note = Moved(own, "into the block before it") };

        if (own.Next is { } next && next.Node.Child("body") is { Kind: "block" } body && Inside(site.Unit, body).FirstOrDefault() is { } first)
            yield return new Edit(0.7, [own.Removal(), first.Before(own.Lines())]) { Note = Moved(own, "into the block after it") };
    }

    /// <summary>A block's statements stand in its place.</summary>
    private static IEnumerable<Edit> Unwrap(EditSite site)
    {
        var node = site.Node;
        if (StatementText.Of(site.Unit, node) is not { MayMove: true } own || node.EndLine - node.StartLine > LargestMoved || node.Kind is "try_statement" or "switch_statement")
            yield break;

        var body = node.Child("body") ?? node.Child("consequence");
        if (body is not { } held || node.Child("alternative") is not null)
            yield break;

        if (held.Kind != "block")
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

    /// <summary>One choice of several, or questions of their own.</summary>
    private static IEnumerable<Edit> Else(EditSite site)
    {
        var node = site.Node;
        if (node.Child("alternative") is { } other && node.Child("consequence") is { } first && StatementText.Of(site.Unit, node) is { } own)
            yield return new Edit(other.Kind == "if_statement" ? 0.8 : 0.4, new Splice(first.End, other.Start, site.Layout.LineEnd + own.Indent));

        if (StatementText.Of(site.Unit, node) is { Previous: { Node.Kind: "if_statement" } before } && before.Node.Child("alternative") is null && node.Field != "alternative")
        {
            yield return new Edit(1, new Splice(node.Start, node.Start, "else "));
        }
    }

    private static SyntaxNode? Holder(SyntaxNode statement)
    {
        if (statement.Parent is not { Kind: "block" } block || block.Parent is not { } holder)
            return null;

        while (holder.Kind is "catch_clause" or "finally_clause" or "if_statement" && !Forms.IsStatement(holder) && holder.Parent is { } whole)
            holder = whole;

        return Forms.CompoundStatements.Contains(holder.Kind) && Forms.IsStatement(holder) ? holder : null;
    }

    private static SyntaxNode? LastBlock(SyntaxNode compound)
    {
        if (!Forms.CompoundStatements.Contains(compound.Kind))
            return null;

        var last = compound.Child("alternative") ?? compound.Child("consequence") ?? compound.Child("body");
        while (last is { Kind: "if_statement" } chained)
            last = chained.Child("alternative") ?? chained.Child("consequence");

        return last is { Kind: "block" } ? last : null;
    }

    private static List<StatementText> Inside(SourceUnit unit, SyntaxNode block) =>
        [.. block.NamedChildren.Where(c => c.Kind != "comment").Select(c => StatementText.Of(unit, c)).OfType<StatementText>()];

    private static string Moved(StatementText own, string where) => $"`{own.Lines()[0]}` moved {where}";
}
