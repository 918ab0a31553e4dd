using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Expressions;

/// <summary>What decides: negated, tightened, loosened, or asked otherwise.</summary>
internal static class Conditions
{
    private const int MostReplacements = 40;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("condition-negate", 0.55, Forms.Values, Negate),
        new("condition-extend", 0.32, Forms.Values, Extend),
        new("condition-replace", 0.18, Forms.Values, Replace),
        new("branches-swap", 0.35, ["ternary_expression"], SwapBranches),
        new("fallback-add", 0.2, ["identifier", "member_expression", "call_expression", "subscript_expression"], Fallback),
    ];

    private static bool IsWhole(SyntaxNode node) => Forms.IsCondition(node) && node.Parent?.Kind is not ("binary_expression" or "unary_expression");

    private static bool IsAnswer(SyntaxNode node) => node.Parent is { } p && (p.Kind == "return_statement" || (p.Kind == "arrow_function" && node.Field == "body"));

    private static IEnumerable<Edit> Negate(EditSite site)
    {
        var node = site.Node;
        var answers = (IsAnswer(node) || node.Parent?.Kind is "variable_declarator" or "assignment_expression") && Forms.IsRead(node) && Types.Of(node) == "boolean";
        if ((!Forms.IsCondition(node) && !answers) || Forms.IsComparison(node) && node.Parent?.Kind == "unary_expression")
            yield break;

        if (node.Kind == "unary_expression" && Forms.SignOf(node) == "!")
            yield return site.Replace(node.Child("argument")!.Value.Text);
        else if (node.Parent?.Kind == "unary_expression")
            yield break;
        else if (Forms.IsAtom(node))
            yield return EditSite.Insert(node.Start, "!");
        else if (!Forms.IsComparison(node))
            yield return new Edit(0.8, [new Splice(node.Start, node.Start, "!("), new Splice(node.End, node.End, ")")]);
    }

    private static IEnumerable<Edit> Extend(EditSite site)
    {
        var node = site.Node;
        if ((!IsWhole(node) && !(IsAnswer(node) && Forms.IsTruth(node))) || node.StartLine != node.EndLine)
            yield break;

        var loose = node.Kind == "binary_expression" && Forms.SignOf(node) is "||" or "??" || node.Kind is "ternary_expression";
        foreach (var predicate in Predicates.For(site, node))
        {
            if (node.Text.Contains(predicate.Text, StringComparison.Ordinal) && predicate.Text.Length > 4)
                continue;

            foreach (var joint in (string[])["&&", "||"])
            {
                var needs = (joint == "&&" && loose) || Forms.SignOf(node) == "??" || node.Kind == "ternary_expression";
                yield return needs
                    ? new Edit(predicate.Weight * 0.8, [new Splice(node.Start, node.Start, "("), new Splice(node.End, node.End, $") {joint} {predicate.Text}")])
                    : EditSite.Insert(node.End, $" {joint} {predicate.Text}", predicate.Weight);

                // The guard must stand first where the condition itself would fail without it.
                if (!needs && IsGuard(predicate.Text))
                    yield return EditSite.Insert(node.Start, $"{predicate.Text} {joint} ", predicate.Weight * 0.8);
            }
        }
    }

    private static bool IsGuard(string predicate) =>
        predicate[0] == '!' || predicate.Contains("null", StringComparison.Ordinal) || predicate.Contains("undefined", StringComparison.Ordinal)
        || predicate.Contains(".length", StringComparison.Ordinal) || !predicate.Contains(' ', StringComparison.Ordinal);

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        var node = site.Node;
        if (!Forms.IsCondition(node) || node.Parent?.Kind == "unary_expression" || node.StartLine != node.EndLine)
            yield break;

        foreach (var predicate in Predicates.For(site, node).Where(p => p.Text != node.Text).Take(MostReplacements))
            yield return site.Replace(predicate.Text, predicate.Weight);

        if (IsWhole(node))
        {
            yield return site.Replace("true", 0.4);
            yield return site.Replace("false", 0.2);
        }
    }

    private static IEnumerable<Edit> SwapBranches(EditSite site)
    {
        if (site.Node.Child("consequence") is not { } one || site.Node.Child("alternative") is not { } two)
            yield break;

        yield return EditSite.Swap(one, two);
        yield return site.Replace(Forms.Tight(one), 0.5);
        yield return site.Replace(Forms.Tight(two), 0.5);
    }

    /// <summary>Something in the place of what is not there.</summary>
    private static IEnumerable<Edit> Fallback(EditSite site)
    {
        var node = site.Node;
        if (!Forms.IsRead(node) || node.Parent?.Kind is not ("return_statement" or "variable_declarator" or "assignment_expression" or "arguments" or "pair" or "arrow_function")
            || node.Parent?.Child("function")?.Text == "require" || (node.Parent?.Kind == "arrow_function" && node.Field != "body"))
            yield break;

        string[] values = ["0", "[]", "''", "null", "{}", "false", "undefined", "1"];
        for (var i = 0; i < values.Length; i++)
        {
            yield return EditSite.Insert(node.End, $" ?? {values[i]}", 1 / (1 + (0.3 * i)));
            if (i < 3)
                yield return EditSite.Insert(node.End, $" || {values[i]}", 0.6 / (1 + (0.3 * i)));
        }
    }
}
