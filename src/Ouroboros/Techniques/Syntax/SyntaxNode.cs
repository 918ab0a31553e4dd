using System.Text;

namespace Ouroboros.Techniques.Syntax;

/// <summary>A place in a <see cref="SyntaxTree"/>; cheap to copy. Lines count from 1, offsets are bytes.</summary>
public readonly record struct SyntaxNode(SyntaxTree Tree, int Index)
{
    private NodeRow Row => Tree.Row(Index);

    public string Kind => Tree.Table.Kinds[Row.Kind];

    /// <summary>The role it plays in its parent, such as <c>condition</c>, or null.</summary>
    public string? Field => Tree.Table.Fields[Row.Field];

    public int Start => Row.Start;

    public int End => Row.End;

    public int Length => Row.End - Row.Start;

    public int StartLine => Row.StartLine;

    public int EndLine => Row.EndLine;

    public bool IsNamed => (Row.Flags & NodeFlags.Named) != 0;

    public bool IsError => (Row.Flags & (NodeFlags.Error | NodeFlags.Missing)) != 0;

    public bool HasError => (Row.Flags & NodeFlags.HasError) != 0;

    public SyntaxNode? Parent => Row.Parent < 0 ? null : new SyntaxNode(Tree, Row.Parent);

    public ReadOnlyMemory<byte> Bytes => Tree.Source[Row.Start..Row.End];

    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    public IEnumerable<SyntaxNode> Children
    {
        get
        {
            var end = Row.Next;
            for (var child = Index + 1; child < end; child = Tree.Row(child).Next)
                yield return new SyntaxNode(Tree, child);
        }
    }

    public IEnumerable<SyntaxNode> NamedChildren => Children.Where(c => c.IsNamed);

    /// <summary>Everything beneath it, parents before children.</summary>
    public IEnumerable<SyntaxNode> Descendants
    {
        get
        {
            var end = Row.Next;
            for (var i = Index + 1; i < end; i++)
                yield return new SyntaxNode(Tree, i);
        }
    }

    public IEnumerable<SyntaxNode> Ancestors
    {
        get
        {
            for (var up = Parent; up is { } node; up = node.Parent)
                yield return node;
        }
    }

    /// <summary>The child that plays a role, or null.</summary>
    public SyntaxNode? Child(string field)
    {
        foreach (var child in Children)
        {
            if (child.Field == field)
                return child;
        }

        return null;
    }

    public override string ToString() => $"{Kind} @{StartLine}";
}
