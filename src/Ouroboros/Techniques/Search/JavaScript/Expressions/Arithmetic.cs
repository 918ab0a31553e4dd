using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Expressions;

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
        new("sign-switch", 0.3, ["unary_expression", "identifier", "member_expression", "call_expression"], Sign),
        new("update-switch", 0.5, ["update_expression"], Update),
        new("augment-replace", 0.6, ["augmented_assignment_expression"], Augmented),
    ];

    private static readonly Dictionary<string, string[]> Others = new()
    {
        ["+"] = ["-", "*"], ["-"] = ["+", "*", "/"], ["*"] = ["/", "+", "**", "-"], ["/"] = ["*", "%", "-"], ["%"] = ["/", "*"], ["**"] = ["*"],
        ["&"] = ["|", "^", "&&"], ["|"] = ["&", "^", "||"], ["^"] = ["|", "&"], ["<<"] = [">>", ">>>"], [">>"] = [">>>", "<<"], [">>>"] = [">>", "<<"],
    };

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        if (site.Node.Child("operator") is not { } sign)
            yield break;

        var others = Others.GetValueOrDefault(sign.Text, []);
        var isText = sign.Text == "+" && Types.Of(site.Node) == "string";
        for (var i = 0; i < others.Length; i++)
            yield return EditSite.Replace(sign, others[i], (isText ? 0.1 : 1) / (1 + (0.4 * i)));
    }

    /// <summary>Which joint: all, any, or the first that is there.</summary>
    private static IEnumerable<Edit> Logic(EditSite site)
    {
        if (site.Node.Child("operator") is not { } sign)
            yield break;

        // `??` may not stand beside `&&` and `||` without parentheses.
        var mixed = site.Node.Children.Concat(site.Node.Parent is { } p ? [p] : []).Any(c => c.Kind == "binary_expression" && Forms.SignOf(c) is "&&" or "||" or "??");
        string[] others = sign.Text switch { "&&" => ["||", "??"], "||" => ["&&", "??"], "??" => ["||", "&&"], _ => [] };
        foreach (var other in others.Where(o => o != "??" || !mixed))
            yield return EditSite.Replace(sign, other, sign.Text == "&&" && other == "??" ? 0.2 : 1);
    }

    private static IEnumerable<Edit> Swap(EditSite site)
    {
        if (site.Node.Child("left") is { } left && site.Node.Child("right") is { } right && Forms.SignOf(site.Node) is { } sign
            && (sign is "-" or "/" or "%" or "**" or "??" or "||" or "&&" or "in" || (sign == "+" && Types.Of(site.Node) != "number")) && left.Text != right.Text)
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
        var node = site.Node;
        if (node.Child("left") is not { } left || node.Child("right") is not { } right)
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
        if (node.Kind == "unary_expression")
        {
            if (Forms.SignOf(node) is "-" or "+" or "~" && node.Child("argument") is { } argument)
                yield return site.Replace(argument.Text);
        }
        else if (Forms.IsFreeValue(node) && node.Parent?.Kind is "return_statement" or "binary_expression" or "arguments" or "variable_declarator" or "assignment_expression"
            && (node.Kind == "identifier" ? site.TypeOf(node.Text) : Types.Of(node)) is "number")
        {
            yield return node.Parent.Value.Kind == "binary_expression" ? site.Replace($"(-{node.Text})", 0.3) : EditSite.Insert(node.Start, "-", 0.5);
        }
    }

    private static IEnumerable<Edit> Update(EditSite site)
    {
        if (site.Node.Child("operator") is not { } sign || site.Node.Child("argument") is not { } argument)
            yield break;

        var other = sign.Text == "++" ? "--" : "++";
        yield return EditSite.Replace(sign, other);
        if (site.Node.Parent?.Kind is not ("expression_statement" or "for_statement"))
            yield return site.Replace(sign.Start < argument.Start ? argument.Text + sign.Text : sign.Text + argument.Text);
        else
            yield return site.Replace($"{argument.Text} {sign.Text[..1]}= 2", 0.3);
    }

    private static IEnumerable<Edit> Augmented(EditSite site)
    {
        if (site.Node.Child("operator") is not { } sign)
            yield break;

        string[] others = sign.Text switch
        {
            "+=" => ["-=", "*=", "="], "-=" => ["+=", "/=", "="], "*=" => ["/=", "+=", "="], "/=" => ["*=", "-=", "="], "%=" => ["/=", "="],
            "||=" => ["??=", "&&=", "="], "??=" => ["||=", "="], "&&=" => ["||=", "="], "|=" => ["&=", "^=", "="], "&=" => ["|=", "="], _ => ["="],
        };
        for (var i = 0; i < others.Length; i++)
            yield return EditSite.Replace(sign, others[i], 1 / (1 + (0.4 * i)));
    }
}
