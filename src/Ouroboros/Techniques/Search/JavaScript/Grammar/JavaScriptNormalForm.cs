using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Grammar;

/// <summary>
/// A hash that is equal for trees which say the same in other words: parentheses, semicolons, comments, quotes, turned-round and negated
/// comparisons, <c>x += y</c>, <c>x++</c> as a statement.
/// </summary>
internal static class JavaScriptNormalForm
{
    private static readonly Dictionary<string, string> Turned = new() { [">"] = "<", [">="] = "<=" };

    private static readonly Dictionary<string, string> Negated = new() { ["=="] = "!=", ["!="] = "==", ["==="] = "!==", ["!=="] = "===" };

    public static ulong Of(SyntaxTree tree) => TreeHash.Of(tree, Hash);

    private static ulong Hash(SyntaxNode node, ulong[] known)
    {
        switch (node.Kind)
        {
            case "comment" or ";":
                return 0;
            case "parenthesized_expression":
                return node.NamedChildren.FirstOrDefault(c => c.Kind != "comment") is { Tree: not null } inner ? known[inner.Index] : 1;
            case "unary_expression" when Forms.SignOf(node) == "!" && Unwrapped(node.Child("argument")) is { Kind: "binary_expression" } compared && Negated.ContainsKey(Forms.SignOf(compared) ?? ""):
                return Binary(compared, known, Negated[Forms.SignOf(compared)!]);
            case "binary_expression" when Forms.SignOf(node) is { } sign:
                return Binary(node, known, sign);
            case "augmented_assignment_expression" when Forms.SignOf(node) is { } sign:
                var target = known[node.Child("left")!.Value.Index];
                return TreeHash.Mixed("assignment_expression", [target, TreeHash.Text("="), TreeHash.Mixed("binary", [target, TreeHash.Text(sign[..^1]), known[node.Child("right")!.Value.Index]])]);
            case "update_expression" when node.Parent?.Kind is "expression_statement" or "for_statement" && node.Child("argument") is { } changed:
                return TreeHash.Mixed("assignment_expression",
                    [known[changed.Index], TreeHash.Text("="), TreeHash.Mixed("binary", [known[changed.Index], TreeHash.Text(Forms.SignOf(node)![..1]), TreeHash.Text("1")])]);
            case "string":
                return TreeHash.Text(node.Length >= 2 ? node.Text[1..^1] : "") ^ TreeHash.Text("string");
            default:
                return TreeHash.Plain(node, known);
        }
    }

    private static ulong Binary(SyntaxNode node, ulong[] known, string sign)
    {
        if (node.Child("left") is not { } first || node.Child("right") is not { } second)
            return TreeHash.Plain(node, known);

        var (left, right) = (known[first.Index], known[second.Index]);
        if (Turned.TryGetValue(sign, out var turned))
            return TreeHash.Mixed("binary", [right, TreeHash.Text(turned), left]);

        if (sign is "==" or "!=" or "===" or "!==" && left > right)
            (left, right) = (right, left);

        return TreeHash.Mixed("binary", [left, TreeHash.Text(sign), right]);
    }

    private static SyntaxNode? Unwrapped(SyntaxNode? node) =>
        node is { Kind: "parenthesized_expression" } wrapped ? wrapped.NamedChildren.FirstOrDefault() : node;
}
