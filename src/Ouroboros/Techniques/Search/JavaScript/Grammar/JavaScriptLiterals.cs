using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Grammar;

internal static class JavaScriptLiterals
{
    /// <summary>Numbers and texts written in a piece of a file; texts in both kinds of quotes, as a copy may use either.</summary>
    public static IEnumerable<string> In(SyntaxNode piece)
    {
        foreach (var node in piece.Descendants)
        {
            if (node.Kind == "number")
            {
                yield return node.Parent is { Kind: "unary_expression" } signed ? signed.Text : node.Text;
            }
            else if (node.Kind == "string" && node.Length is > 2 and < 200 && node.Parent?.Kind is not ("expression_statement" or "import_statement"))
            {
                var text = node.Text;
                yield return text;
                yield return text[0] == '"' ? $"'{text[1..^1]}'" : $"\"{text[1..^1]}\"";
            }
        }
    }
}
