using Ouroboros.Techniques.Naturalness;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Grammar;

/// <summary>
/// A hash that is equal for trees which say the same in other words: parentheses, comments, turned-round and negated comparisons,
/// <c>x += y</c>, bounds of whole numbers.
/// </summary>
internal static class PythonNormalForm
{
    private static readonly Dictionary<string, string> Turned = new() { [">"] = "<", [">="] = "<=", ["<"] = ">", ["<="] = ">=", ["=="] = "==", ["!="] = "!=" };

    private static readonly Dictionary<string, string> Negated = new()
    {
        ["=="] = "!=", ["!="] = "==", ["<"] = ">=", [">="] = "<", [">"] = "<=", ["<="] = ">", ["in"] = "not in", ["not in"] = "in", ["is"] = "is not",
        ["is not"] = "is",
    };

    public static ulong Of(SyntaxTree tree) => TreeHash.Of(tree, (node, known) => Hash(node, known, negate: false));

    private static ulong Hash(SyntaxNode node, ulong[] known, bool negate)
    {
        switch (node.Kind)
        {
            case "comment":
                return 0;
            case "parenthesized_expression":
                return node.NamedChildren.FirstOrDefault(c => c.Kind != "comment") is { Tree: not null } inner ? known[inner.Index] : 1;
            case "not_operator" when Unwrapped(node.Child("argument")) is { Kind: "comparison_operator" } compared:
                return Hash(compared, known, negate: true);
            case "comparison_operator" when Comparison(node, known, negate) is { } compared:
                return compared;
            case "augmented_assignment" when node.Child("operator") is { } sign:
                return TreeHash.Mixed("assignment", [known[node.Child("left")!.Value.Index], Lexer.HashOf("="u8),
                    TreeHash.Mixed("binary_operator", [known[node.Child("left")!.Value.Index], TreeHash.Text(sign.Text[..^1]), known[node.Child("right")!.Value.Index]])]);
            default:
                return TreeHash.Plain(node, known);
        }
    }

    private static ulong? Comparison(SyntaxNode node, ulong[] known, bool negate)
    {
        var parts = node.Children.ToList();
        if (parts.Count != 3)
            return null;

        var (left, right) = (Bounded(parts[0], known), Bounded(parts[2], known));
        var sign = negate ? Negated[parts[1].Kind] : parts[1].Kind;
        var gap = right.Offset - left.Offset;
        (left.Offset, right.Offset) = (0, 0);

        // Of whole numbers: a <= b - 1 is a < b, and a < b + 1 is a <= b.
        if (sign is "<=" or ">" && Math.Abs(gap) == 1)
            (sign, gap) = (sign == "<=" && gap == -1 ? "<" : sign == ">" && gap == -1 ? ">=" : sign, gap == -1 ? 0 : gap);
        else if (sign is "<" or ">=" && gap == 1)
            (sign, gap) = (sign == "<" ? "<=" : ">", 0);

        if (sign is ">" or ">=" || (sign is "==" or "!=" && left.Hash > right.Hash))
            (left, right, sign, gap) = (right, left, Turned[sign], -gap);

        return TreeHash.Mixed("comparison_operator", [left.Hash, TreeHash.Text(sign), right.Hash, (ulong)gap]);
    }

    private static (ulong Hash, long Offset) Bounded(SyntaxNode node, ulong[] known)
    {
        if (Unwrapped(node) is { Kind: "binary_operator" } sum && sum.Child("operator")?.Kind is "+" or "-"
            && sum.Child("right") is { Kind: "integer" } right && long.TryParse(right.Text, out var n))
            return (known[sum.Child("left")!.Value.Index], sum.Child("operator")!.Value.Kind == "+" ? n : -n);

        return (known[node.Index], 0);
    }

    private static SyntaxNode? Unwrapped(SyntaxNode? node) =>
        node is { Kind: "parenthesized_expression" } wrapped ? wrapped.NamedChildren.FirstOrDefault() : node;
}
