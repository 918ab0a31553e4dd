namespace Ouroboros.Techniques.Syntax;

/// <summary>
/// A parsed file as flat arrays in document order: immutable, managed, free to cross threads, walked without recursion.
/// A node is an index; index 0 is the root.
/// </summary>
public sealed class SyntaxTree(
    ReadOnlyMemory<byte> source, Language language, SyntaxTable table, NodeRow[] rows)
{
    public ReadOnlyMemory<byte> Source => source;

    public Language Language => language;

    public int Count => rows.Length;

    public SyntaxNode Root => new(this, 0);

    /// <summary>Every node, parents before children.</summary>
    public IEnumerable<SyntaxNode> Nodes
    {
        get
        {
            for (var i = 0; i < rows.Length; i++)
                yield return new SyntaxNode(this, i);
        }
    }

    internal ref readonly NodeRow Row(int index) => ref rows[index];

    internal SyntaxTable Table => table;
}

/// <summary>The names of a grammar's node kinds and fields, shared by all its trees.</summary>
public sealed record SyntaxTable(IReadOnlyList<string> Kinds, IReadOnlyList<string?> Fields);

/// <summary>One node. <c>Next</c> is the index after its last descendant; links that are -1 are absent.</summary>
public readonly record struct NodeRow(
    int Start, int End, int StartLine, int EndLine, int Parent, int Next, ushort Kind, ushort Field, NodeFlags Flags);

[Flags]
public enum NodeFlags : byte
{
    None = 0,
    Named = 1,
    Error = 2,
    Missing = 4,

    /// <summary>An error stands in it or below it.</summary>
    HasError = 8,
}
