using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Expressions;

/// <summary>What decides: negated, tightened, loosened, or asked otherwise.</summary>
internal static class Conditions
{
    private const int MostReplacements = 40;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("condition-negate", 0.6, Forms.Values, Negate),
        new("condition-extend", 0.32, Forms.Values, Extend),
        new("condition-replace", 0.18, Forms.Values, Replace),
        new("branches-swap", 0.4, ["conditional_expression"], SwapBranches),
        new("fallback-add", 0.2, ["identifier", "member_access_expression", "invocation_expression", "conditional_access_expression"], Fallback),
    ];

    private static bool IsWhole(SyntaxNode node) => Forms.IsCondition(node) && node.Parent?.Kind is not ("binary_expression" or "prefix_unary_expression" or "parenthesized_expression");

    private static bool IsAnswer(SyntaxNode node) => node.Parent is { } p && (p.Kind is "return_statement" or "arrow_expression_clause" || (p.Kind == "lambda_expression" && node.Field == "body"));

    private static IEnumerable<Edit> Negate(EditSite site)
    {
        var node = site.Node;
        var answers = (IsAnswer(node) || node.Parent?.Kind is "variable_declarator" or "assignment_expression") && Forms.IsRead(node)
            && (Sums.TypeOf(site, node) == "bool" || (IsAnswer(node) && node.Parent?.Kind == "lambda_expression" && node.Kind is "identifier" or "member_access_expression" or "invocation_expression"));
        if (!Forms.IsCondition(node) && !answers)
            yield break;

        if (Forms.IsNegation(node))
            yield return site.Replace(Forms.OperandOf(node)!.Value.Text);
        else if (node.Parent is { } parent && Forms.IsNegation(parent))
            yield break;
        else if (Forms.IsAtom(node))
            yield return EditSite.Insert(node.Start, "!");
        else if (!Forms.IsComparison(node) && node.Kind != "is_pattern_expression")
            yield return new Edit(0.8, [new Splice(node.Start, node.Start, "!("), new Splice(node.End, node.End, ")")]);
    }

    private static IEnumerable<Edit> Extend(EditSite site)
    {
        var node = site.Node;
        if ((!IsWhole(node) && !(IsAnswer(node) && (Forms.IsTruth(node) || Kinds.Of(node) == "bool"))) || node.StartLine != node.EndLine)
            yield break;

        var sign = Forms.IsJunction(node) || node.Kind == "binary_expression" ? Forms.SignOf(node) : null;
        foreach (var predicate in Predicates.For(site, node))
        {
            if (predicate.Text.Length > 4 && node.Text.Contains(predicate.Text, StringComparison.Ordinal))
                continue;

            foreach (var joint in (string[])["&&", "||"])
            {
                var needs = (joint == "&&" && sign == "||") || sign == "??" || node.Kind == "conditional_expression";
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
        predicate.Contains("null", StringComparison.OrdinalIgnoreCase) || predicate.Contains("Count", StringComparison.Ordinal) || predicate.Contains("Length", StringComparison.Ordinal)
        || predicate.Contains("Any()", StringComparison.Ordinal) || predicate.Contains("ContainsKey", StringComparison.Ordinal);

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        var node = site.Node;
        if (!Forms.IsCondition(node) || node.Parent?.Kind is "prefix_unary_expression" or "parenthesized_expression" || node.StartLine != node.EndLine)
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
        if (!Forms.IsRead(node) || !Kinds.MayBeNull(Sums.TypeOf(site, node)) || node.Parent?.Kind is not ("return_statement" or "variable_declarator" or "assignment_expression" or "argument" or "arrow_expression_clause"))
            yield break;

        string[] values = ["0", "\"\"", "[]", "false", "1"];
        for (var i = 0; i < values.Length; i++)
            yield return EditSite.Insert(node.End, $" ?? {values[i]}", 1 / (1 + (0.3 * i)));

        foreach (var offer in site.Names(null, n => !n.IsCallable && n.Name != node.Text).Take(5))
            yield return EditSite.Insert(node.End, $" ?? {offer.Name}", 0.6 * offer.Weight);
    }
}
