using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Expressions;

/// <summary>Operators that compute or join, their operands and their order.</summary>
internal static class Arithmetic
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("operator-replace", 0.7, ["binary_expression"], Replace),
        new("logic-replace", 0.8, ["binary_expression"], Logic),
        new("operand-swap", 0.45, ["binary_expression"], Swap),
        new("operand-drop", 0.3, ["binary_expression"], Drop),
        new("regroup", 0.3, ["binary_expression"], Regroup),
        new("sign-switch", 0.3, ["prefix_unary_expression", "identifier", "member_access_expression"], Sign),
        new("update-switch", 0.6, ["postfix_unary_expression", "prefix_unary_expression"], Update),
        new("augment-replace", 0.6, ["assignment_expression"], Augmented),
        new("division-cast", 0.3, ["binary_expression"], Divide),
    ];

    private static readonly Dictionary<string, string[]> Others = new()
    {
        ["+"] = ["-", "*"], ["-"] = ["+", "*", "/"], ["*"] = ["/", "+", "-"], ["/"] = ["*", "%", "-"], ["%"] = ["/", "*"], ["&"] = ["|", "^"], ["|"] = ["&", "^"],
        ["^"] = ["|", "&"], ["<<"] = [">>"], [">>"] = ["<<"],
    };

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        if (Forms.OperatorOf(site.Node) is not { } sign)
            yield break;

        var others = Others.GetValueOrDefault(sign.Text, []);
        var isText = sign.Text == "+" && Kinds.Of(site.Node) == "string";
        for (var i = 0; i < others.Length && !isText; i++)
            yield return EditSite.Replace(sign, others[i], 1 / (1 + (0.4 * i)));
    }

    private static IEnumerable<Edit> Logic(EditSite site)
    {
        if (Forms.OperatorOf(site.Node) is { } sign && sign.Text is "&&" or "||")
            yield return EditSite.Replace(Forms.OperatorOf(site.Node)!.Value, sign.Text == "&&" ? "||" : "&&");
    }

    private static IEnumerable<Edit> Swap(EditSite site)
    {
        if (site.Node.Child("left") is { } left && site.Node.Child("right") is { } right && left.Text != right.Text
            && (Forms.SignOf(site.Node) is "-" or "/" or "%" or "??" or "<<" or ">>" || (Forms.SignOf(site.Node) is "&&" or "||") || Kinds.Of(site.Node) == "string"))
            yield return new Edit(1, [new Splice(left.Start, left.End, Forms.Tight(right)), new Splice(right.Start, right.End, Forms.Tight(left))]);
    }

    private static IEnumerable<Edit> Drop(EditSite site)
    {
        if (site.Node.Child("left") is not { } left || site.Node.Child("right") is not { } right || Forms.IsComparison(site.Node))
            yield break;

        yield return site.Replace(left.Text, 1);
        yield return site.Replace(right.Text, 0.8);
    }

    /// <summary><c>a + b * c</c> and <c>(a + b) * c</c>.</summary>
    private static IEnumerable<Edit> Regroup(EditSite site)
    {
        if (site.Node.Child("left") is not { } left || site.Node.Child("right") is not { } right)
            yield break;

        if (left.Kind == "binary_expression" && left.Child("right") is { } middle)
            yield return new Edit(1, [new Splice(middle.Start, middle.Start, "("), new Splice(right.End, right.End, ")")]);

        if (right.Kind == "binary_expression" && right.Child("left") is { } first)
            yield return new Edit(1, [new Splice(left.Start, left.Start, "("), new Splice(first.End, first.End, ")")]);

        foreach (var side in new[] { left, right })
        {
            if (side.Kind == "parenthesized_expression")
                yield return EditSite.Replace(side, side.Text[1..^1].Trim(), 0.8);
        }
    }

    private static IEnumerable<Edit> Sign(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "prefix_unary_expression")
        {
            if (Forms.SignOf(node) is "-" or "+" or "~" && Forms.OperandOf(node) is { } operand)
                yield return site.Replace(operand.Text);
        }
        else if (Forms.IsFreeValue(node) && node.Parent?.Kind is "return_statement" or "binary_expression" or "argument" or "variable_declarator" or "assignment_expression" or "arrow_expression_clause"
            && Kinds.IsNumber(Sums.TypeOf(site, node)))
        {
            yield return node.Parent.Value.Kind == "binary_expression" ? site.Replace($"(-{node.Text})", 0.3) : EditSite.Insert(node.Start, "-", 0.5);
        }
    }

    private static IEnumerable<Edit> Update(EditSite site)
    {
        if (Forms.OperatorOf(site.Node) is not { } sign || sign.Text is not ("++" or "--") || Forms.OperandOf(site.Node) is not { } operand)
            yield break;

        yield return EditSite.Replace(sign, sign.Text == "++" ? "--" : "++");
        if (site.Node.Parent?.Kind is not ("expression_statement" or "for_statement"))
            yield return site.Replace(sign.Start < operand.Start ? operand.Text + sign.Text : sign.Text + operand.Text);
        else
            yield return site.Replace($"{operand.Text} {sign.Text[..1]}= 2", 0.3);
    }

    private static IEnumerable<Edit> Augmented(EditSite site)
    {
        if (Forms.OperatorOf(site.Node) is not { } sign || sign.Text == "=")
            yield break;

        string[] others = sign.Text switch
        {
            "+=" => ["-=", "*=", "="], "-=" => ["+=", "/=", "="], "*=" => ["/=", "+=", "="], "/=" => ["*=", "-=", "="], "%=" => ["/=", "="], "??=" => ["="],
            "|=" => ["&=", "^=", "="], "&=" => ["|=", "="], _ => ["="],
        };
        for (var i = 0; i < others.Length; i++)
            yield return EditSite.Replace(sign, others[i], 1 / (1 + (0.4 * i)));
    }

    /// <summary>A quotient of whole numbers loses its fraction, and half of a sum may be wanted the other way round.</summary>
    private static IEnumerable<Edit> Divide(EditSite site)
    {
        if (Forms.SignOf(site.Node) != "/" || site.Node.Child("left") is not { } left || site.Node.Child("right") is not { } right)
            yield break;

        yield return EditSite.Insert(left.Start, "(double)", Forms.IsAtom(left) ? 0.8 : 0.2);
        yield return EditSite.Insert(left.Start, "(decimal)", Forms.IsAtom(left) ? 0.6 : 0.2);
        yield return EditSite.Replace(left, $"({left.Text} + {Forms.Tight(right)} - 1)", 0.6);
    }
}
