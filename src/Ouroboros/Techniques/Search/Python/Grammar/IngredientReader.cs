using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Grammar;

internal static class IngredientReader
{
    public static Ingredient Of(SyntaxNode node) => new(node, node.Text, TokensOf(node), [.. NamesIn(node)]);

    public static HashSet<string> TokensOf(SyntaxNode node) =>
        [.. node.Descendants.Prepend(node).Where(d => d.IsNamed && !d.NamedChildren.Any()).Select(d => d.Text)];

    private static IEnumerable<SyntaxNode> NamesIn(SyntaxNode node) =>
        node.Descendants.Prepend(node).Where(d => d.Kind == "identifier" && Identifiers.RoleOf(d) == NameRole.Read
            && !(d.Field == "function" && d.Parent?.Kind == "call"));
}
