using System.Text;
using Ouroboros.Techniques.Naturalness;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>What normal forms are made of: hashes of nodes from those of their children. 0 stands for what says nothing.</summary>
internal static class TreeHash
{
    private const ulong Spread = 0x9e3779b97f4a7c15UL;

    /// <param name="hash">Of a node, given the hashes of the nodes that stand after it, by their index.</param>
    public static ulong Of(SyntaxTree tree, Func<SyntaxNode, ulong[], ulong> hash)
    {
        // Children stand after their parents, so that going backwards meets them first.
        var hashes = new ulong[tree.Count];
        for (var i = tree.Count - 1; i >= 0; i--)
            hashes[i] = hash(new SyntaxNode(tree, i), hashes);

        return hashes[0];
    }

    public static ulong Plain(SyntaxNode node, ulong[] known)
    {
        if (!node.Children.Any())
            return Lexer.HashOf(node.Bytes.Span);

        var hash = Text(node.Kind);
        foreach (var child in node.Children)
        {
            if (known[child.Index] != 0)
                hash = Lexer.Mix((hash * Spread) ^ known[child.Index]);
        }

        return hash;
    }

    public static ulong Mixed(string kind, ReadOnlySpan<ulong> parts)
    {
        var hash = Text(kind);
        foreach (var part in parts)
            hash = Lexer.Mix((hash * Spread) ^ part);

        return hash;
    }

    public static ulong Text(string text) => Lexer.HashOf(Encoding.UTF8.GetBytes(text));
}
