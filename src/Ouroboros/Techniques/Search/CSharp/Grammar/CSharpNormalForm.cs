using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Grammar;

/// <summary>
/// A hash that is equal for trees which say the same in other words: parentheses, comments, turned-round and negated comparisons,
/// <c>x += y</c>, <c>x++</c> as a statement, braces around one statement.
/// </summary>
internal static class CSharpNormalForm
{
    private static readonly Dictionary<string, string> Turned = new() { [">"] = "<", [">="] = "<=" };

    private static readonly Dictionary<string, string> Negated = new() { ["=="] = "!=", ["!="] = "==" };

    public static ulong Of(SyntaxTree tree) => TreeHash.Of(tree, Hash);

    private static ulong Hash(SyntaxNode node, ulong[] known)
    {
        switch (node.Kind)
        {
            case "comment":
                return 0;
            case "parenthesized_expression" when Forms.OperandOf(node) is { } inner:
                return known[inner.Index];
            case "block" when node.Parent?.Kind is "if_statement" or "foreach_statement" or "for_statement" or "while_statement" && node.NamedChildren.Count() == 1:
                return known[node.NamedChildren.First().Index];
            case "prefix_unary_expression" when Forms.IsNegation(node) && Unwrapped(Forms.OperandOf(node)) is { Kind: "binary_expression" } compared && Negated.ContainsKey(Forms.SignOf(compared) ?? ""):
                return Binary(compared, known, Negated[Forms.SignOf(compared)!]);
            case "binary_expression" when Forms.SignOf(node) is { } sign:
                return Binary(node, known, sign);
            case "assignment_expression" when Forms.SignOf(node) is { Length: > 1 } sign && sign[^1] == '=' && node.Child("left") is { } left && node.Child("right") is { } right:
                return TreeHash.Mixed("assignment", [known[left.Index], TreeHash.Mixed("binary", [known[left.Index], TreeHash.Text(sign[..^1]), known[right.Index]])]);
            case "assignment_expression" when node.Child("left") is { } left && node.Child("right") is { } right:
                return TreeHash.Mixed("assignment", [known[left.Index], known[right.Index]]);
            case "postfix_unary_expression" or "prefix_unary_expression" when Forms.SignOf(node) is "++" or "--" && node.Parent?.Kind is "expression_statement" or "for_statement" && Forms.OperandOf(node) is { } changed:
                return TreeHash.Mixed("assignment", [known[changed.Index], TreeHash.Mixed("binary", [known[changed.Index], TreeHash.Text(Forms.SignOf(node)![..1]), TreeHash.Text("1")])]);
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

        if (sign is "==" or "!=" && left > right)
            (left, right) = (right, left);

        return TreeHash.Mixed("binary", [left, TreeHash.Text(sign), right]);
    }

    private static SyntaxNode? Unwrapped(SyntaxNode? node) => node is { Kind: "parenthesized_expression" } wrapped ? Forms.OperandOf(wrapped) : node;
}
