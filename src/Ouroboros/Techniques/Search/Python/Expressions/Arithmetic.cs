using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>Arithmetic, bitwise and boolean operators: which, in what order, how grouped, and whether at all.</summary>
internal static class Arithmetic
{
    private static readonly Dictionary<string, string[]> Others = new()
    {
        ["+"] = ["-", "*"],
        ["-"] = ["+", "/", "%"],
        ["*"] = ["/", "+", "**", "//", "%"],
        ["/"] = ["//", "*", "-", "%"],
        ["//"] = ["/", "%", "*"],
        ["%"] = ["//", "/", "*"],
        ["**"] = ["*"],
        ["&"] = ["|", "^", "-"],
        ["|"] = ["&", "^", "+"],
        ["^"] = ["&", "|", "**"],
        ["<<"] = [">>"],
        [">>"] = ["<<"],
        ["@"] = ["*"],
    };

    private static readonly Dictionary<string, string[]> AugmentedOthers = new()
    {
        ["+="] = ["-=", "*="],
        ["-="] = ["+=", "/="],
        ["*="] = ["/=", "+=", "**=", "//="],
        ["/="] = ["//=", "*="],
        ["//="] = ["/=", "%=", "-="],
        ["%="] = ["//=", "-="],
        ["&="] = ["|=", "^="],
        ["|="] = ["&=", "^="],
        ["^="] = ["|=", "&="],
        ["<<="] = [">>="],
        [">>="] = ["<<="],
    };

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("arithmetic-replace", 0.75, ["binary_operator"], s => Replace(s, Others)),
        new("augmented-replace", 0.6, ["augmented_assignment"], s => Replace(s, AugmentedOthers)),
        new("boolean-replace", 0.75, ["boolean_operator"], Boolean),
        new("operand-drop", 0.4, ["binary_operator", "boolean_operator"], Drop),
        new("operand-swap", 0.35, ["binary_operator", "comparison_operator"], SwapOperands),
        new("precedence", 0.35, ["binary_operator", "boolean_operator", "parenthesized_expression", "not_operator"], Regroup),
        new("sign", 0.3, ["unary_operator", "identifier", "call", "attribute", "subscript", "integer", "float"], Sign),
    ];

    private static IEnumerable<Edit> Replace(EditSite site, Dictionary<string, string[]> others)
    {
        if (site.Node.Child("operator") is not { } sign)
            yield break;

        var instead = others.GetValueOrDefault(sign.Kind, []);
        for (var i = 0; i < instead.Length; i++)
            yield return EditSite.Replace(sign, instead[i], 1 / (1 + (0.5 * i)));
    }

    private static IEnumerable<Edit> Boolean(EditSite site)
    {
        if (site.Node.Child("operator") is { } sign)
            yield return EditSite.Replace(sign, sign.Kind == "and" ? "or" : "and");
    }

    private static IEnumerable<Edit> Drop(EditSite site)
    {
        if (site.Node.Child("left") is not { } left || site.Node.Child("right") is not { } right)
            yield break;

        yield return EditSite.Remove(left.End, right.End);
        yield return EditSite.Remove(left.Start, right.Start, 0.8);
    }

    private static IEnumerable<Edit> SwapOperands(EditSite site)
    {
        if (site.Node.Kind == "comparison_operator")
        {
            var parts = site.Node.NamedChildren.Where(c => c.Field != "operators").ToList();
            if (parts.Count == 2 && site.Node.Children.Any(c => c.Kind is "in" or "not in"))
                yield return EditSite.Swap(parts[0], parts[1], 0.5);
        }
        else if (site.Node.Child("operator")?.Kind is "-" or "/" or "//" or "%" or "**" or "<<" or ">>" or "+"
            && site.Node.Child("left") is { } left && site.Node.Child("right") is { } right)
        {
            // Both sides must bind as tightly as either place asks.
            if (Kinds.IsAtom(left) && Kinds.IsAtom(right))
                yield return EditSite.Swap(left, right, site.Node.Child("operator")!.Value.Kind == "+" ? 0.4 : 1);
        }
    }

    private static IEnumerable<Edit> Regroup(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "parenthesized_expression")
        {
            var inner = node.NamedChildren.FirstOrDefault();
            if (inner.Tree is not null && inner.StartLine == inner.EndLine && inner.Kind is "binary_operator" or "boolean_operator" or "comparison_operator"
                && node.Parent?.Kind is "binary_operator" or "boolean_operator" or "not_operator" or "unary_operator")
                yield return site.Replace(inner.Text);
        }
        else if (node.Kind == "not_operator")
        {
            if (node.Parent is { Kind: "boolean_operator" } both && both.Child("left") == node && node.Child("argument") is { } argument)
                yield return new Edit(0.8, [new Splice(argument.Start, argument.Start, "("), new Splice(both.End, both.End, ")")]);
        }
        else if (node.Child("left") is { } left && node.Child("right") is { } right)
        {
            if (right.Kind == node.Kind && right.Child("left") is { } middle)
                yield return new Edit(1, [new Splice(left.Start, left.Start, "("), new Splice(middle.End, middle.End, ")")]);

            if (left.Kind == node.Kind && left.Child("right") is { } inner)
                yield return new Edit(1, [new Splice(inner.Start, inner.Start, "("), new Splice(right.End, right.End, ")")]);
        }
    }

    private static IEnumerable<Edit> Sign(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "unary_operator")
        {
            if (node.Child("argument") is { } argument)
                yield return EditSite.Remove(node.Start, argument.Start);
        }
        else if (Kinds.IsRead(node) && node.Parent is { } parent
            && parent.Kind is "return_statement" or "argument_list" or "assignment" or "comparison_operator" or "conditional_expression" or "lambda"
                or "keyword_argument" or "subscript" or "slice"
            && (parent.Kind != "subscript" || node.Field == "subscript")
            && (node.Kind != "identifier" || site.TypeOf(node.Text) is null or "int" or "float"))
        {
            yield return EditSite.Insert(node.Start, "-", parent.Kind is "comparison_operator" or "subscript" ? 0.5 : 1);
        }
    }
}
