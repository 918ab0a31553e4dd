using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Grammar;

internal static class PythonLiterals
{
    /// <summary>Numbers and texts written in a piece of a file; texts in both kinds of quotes, as a copy may use either.</summary>
    public static IEnumerable<string> In(SyntaxNode piece)
    {
        foreach (var node in piece.Descendants)
        {
            if (node.Kind is "integer" or "float")
                yield return node.Parent?.Kind == "unary_operator" ? node.Parent.Value.Text : node.Text;
            else if (node.Kind == "string" && node.Length is > 2 and < 200 && node.Parent?.Kind != "expression_statement")
            {
                var text = node.Text;
                yield return text;
                if (text[0] is '"' or '\'' && text.Length > 2)
                    yield return text[0] == '"' ? $"'{text[1..^1]}'" : $"\"{text[1..^1]}\"";
            }
        }
    }
}
