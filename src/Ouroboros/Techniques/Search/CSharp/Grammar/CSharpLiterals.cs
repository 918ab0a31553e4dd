using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Grammar;

internal static class CSharpLiterals
{
    /// <summary>Numbers and texts written in a piece of a file.</summary>
    public static IEnumerable<string> In(SyntaxNode piece)
    {
        foreach (var node in piece.Descendants)
        {
            if (node.Kind is "integer_literal" or "real_literal")
                yield return node.Parent is { Kind: "prefix_unary_expression" } signed ? signed.Text : node.Text;
            else if (node.Kind is "string_literal" or "character_literal" && node.Length is > 2 and < 200)
                yield return node.Text;
        }
    }
}
