using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Statements;

/// <summary>Statements taken away, doubled, exchanged, and moved into or out of a block.</summary>
internal static class Order
{
    private const int LargestRemoved = 6, LargestMoved = 30;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("statement-delete", 0.35, Kinds.Statements, Delete),
        new("statement-duplicate", 0.1, Kinds.SimpleStatements, Duplicate),
        new("statement-swap", 0.35, Kinds.Statements, SwapWithNext),
        new("statement-move-out", 0.45, Kinds.Statements, MoveOut),
        new("statement-move-in", 0.4, Kinds.Statements, MoveIn),
        new("statement-unwrap", 0.25, ["if_statement", "for_statement", "while_statement", "with_statement"], Unwrap),
        new("else-switch", 0.25, ["else_clause", "elif_clause", "if_statement"], Else),
    ];

    private static IEnumerable<Edit> Delete(EditSite site)
    {
        if (Kinds.Lines.Of(site.Unit, site.Node) is { } own && site.Node.EndLine - site.Node.StartLine < LargestRemoved && site.Node.Kind != "pass_statement")
            yield return new Edit(1, own.Removal());
    }

    private static IEnumerable<Edit> Duplicate(EditSite site)
    {
        if (Kinds.Lines.Of(site.Unit, site.Node) is { } own && site.Node.Kind is "expression_statement" && own.MayMove)
            yield return new Edit(1, own.After(own.Lines()));
    }

    private static IEnumerable<Edit> SwapWithNext(EditSite site)
    {
        if (Kinds.Lines.Of(site.Unit, site.Node) is not { } own || own.Next is not { } next || next.End - own.Start > 3_000)
            yield break;

        var (one, two) = (site.Unit.Text(own.Node.Start, own.TextEnd), site.Unit.Text(next.Node.Start, next.TextEnd));
        yield return new Edit(1, [new Splice(own.Node.Start, own.TextEnd, two), new Splice(next.Node.Start, next.TextEnd, one)]);
    }

    /// <summary>The last statement of a block goes after what holds the block; the first one goes before it.</summary>
    private static IEnumerable<Edit> MoveOut(EditSite site)
    {
        if (Kinds.Lines.Of(site.Unit, site.Node) is not { IsAlone: false, MayMove: true } own || Holder(site.Node) is not { } holder
            || Kinds.Lines.Of(site.Unit, holder) is not { } outer || own.End - own.Start > 2_000 || site.Node.EndLine - site.Node.StartLine > LargestMoved)
            yield break;

        if (own.Next is null && IsLastBlock(holder, site.Node))
            yield return new Edit(1, Outwards(own, outer)) { Note = Moved(own, "out of its block, after it") };

        if (own.Previous is null)
            yield return new Edit(0.8, [outer.Before(own.Lines()), own.Removal()]) { Note = Moved(own, "out of its block, before it") };

        // Further out: past the statement that holds the holder.
        if (own.Next is null && Holder(holder) is { } further && Kinds.Lines.Of(site.Unit, further) is { } outest && IsLastBlock(further, holder)
            && IsLastBlock(holder, site.Node) && outer.Next is null)
            yield return new Edit(0.5, Outwards(own, outest)) { Note = Moved(own, "out of both its blocks") };
    }

    // What is last in its holder only changes its indentation.
    private static IReadOnlyList<Splice> Outwards(StatementText own, StatementText outer) => outer.TextEnd <= own.End
        ? [new Splice(own.Start, outer.TextEnd, string.Join(own.Unit.Layout.LineEnd, own.Lines().Select(l => outer.Indent + l)))]
        : [own.Removal(), outer.After(own.Lines())];

    /// <summary>A statement beside a block goes in: at its end when it stands after it, at its start when it stands before it.</summary>
    private static IEnumerable<Edit> MoveIn(EditSite site)
    {
        if (Kinds.Lines.Of(site.Unit, site.Node) is not { MayMove: true, IsAlone: false } own || own.End - own.Start > 2_000)
            yield break;

        if (own.Previous is { } previous)
        {
            var (block, weight) = (LastBlock(previous.Node), 1.0);
            while (block is { } inside && LastStatement(site.Unit, inside) is { } last)
            {
                yield return new Edit(weight, [last.After(own.Lines()), own.Removal()]) { Note = Moved(own, "into the block before it") };
                block = LastBlock(last.Node);
                weight *= 0.8;
            }
        }

        if (own.Next is { } next && next.Node.Child("body") is { Kind: "block" } body && FirstStatement(site.Unit, body) is { } first)
            yield return new Edit(0.7, [own.Removal(), first.Before(own.Lines())]) { Note = Moved(own, "into the block after it") };
    }

    /// <summary>A block's statements stand in its place.</summary>
    private static IEnumerable<Edit> Unwrap(EditSite site)
    {
        if (Kinds.Lines.Of(site.Unit, site.Node) is not { MayMove: true } own || site.Node.EndLine - site.Node.StartLine > LargestMoved)
            yield break;

        var body = site.Node.Child("body") ?? site.Node.Child("consequence");
        if (body is { Kind: "block" } block && FirstStatement(site.Unit, block) is { } first && LastStatement(site.Unit, block) is { } last
            && site.Node.Child("alternative") is null)
        {
            var lines = site.Unit.Text(first.Node.Start, last.TextEnd).Split('\n').Select((l, i) => Dedented(l, i, first.Indent, own.Indent));
            yield return new Edit(1, new Splice(own.Node.Start, last.TextEnd, string.Join('\n', lines)))
            {
                Note = $"`{site.Unit.Text(own.Node.Start, block.Start).Trim()}` no longer holds its block",
            };
        }
    }

    private static string Dedented(string line, int index, string inner, string outer) =>
        index > 0 && line.StartsWith(inner, StringComparison.Ordinal) ? outer + line[inner.Length..] : line;

    private static IEnumerable<Edit> Else(EditSite site)
    {
        var node = site.Node;
        var own = site.Unit;
        switch (node.Kind)
        {
            case "elif_clause":
                yield return new Edit(0.8, new Splice(node.Start, node.Start + 2, ""));
                break;
            case "else_clause" when node.Parent is { Kind: "for_statement" or "while_statement" } || node.Child("body") is null:
                break;
            case "if_statement" when Kinds.Lines.Of(own, node) is { Previous: { Node.Kind: "if_statement" } before } && before.Node.Child("alternative") is null:
                yield return new Edit(1, new Splice(node.Start, node.Start, "el"));
                break;
            default:
                break;
        }
    }

    private static SyntaxNode? Holder(SyntaxNode statement)
    {
        if (statement.Parent is not { Kind: "block" } block || block.Parent is not { } holder)
            return null;

        if (holder.Kind is "elif_clause" or "else_clause" or "except_clause" or "finally_clause" && holder.Parent is { } whole)
            holder = whole;

        return Kinds.CompoundStatements.Contains(holder.Kind) ? holder : null;
    }

    private static bool IsLastBlock(SyntaxNode holder, SyntaxNode inside) => inside.EndLine == holder.EndLine;

    private static SyntaxNode? LastBlock(SyntaxNode compound)
    {
        if (!Kinds.CompoundStatements.Contains(compound.Kind))
            return null;

        var last = compound.NamedChildren.Where(c => c.Kind != "comment").LastOrDefault();
        if (last.Tree is null)
            return null;

        return last.Kind == "block" ? last : last.NamedChildren.LastOrDefault(c => c.Kind == "block") is { Tree: not null } inner ? inner : null;
    }

    private static StatementText? LastStatement(SourceUnit unit, SyntaxNode block) =>
        block.NamedChildren.LastOrDefault(c => c.Kind != "comment") is { Tree: not null } last ? Kinds.Lines.Of(unit, last) : null;

    private static StatementText? FirstStatement(SourceUnit unit, SyntaxNode block) =>
        block.NamedChildren.FirstOrDefault(c => c.Kind != "comment") is { Tree: not null } first ? Kinds.Lines.Of(unit, first) : null;

    private static string Moved(StatementText own, string where) => $"`{own.Lines()[0]}` moved {where}";
}
