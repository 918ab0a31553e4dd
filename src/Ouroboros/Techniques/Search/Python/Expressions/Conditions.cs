using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>What decides: negated, tightened, loosened, or asked otherwise.</summary>
internal static class Conditions
{
    private const int MostReplacements = 40;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("condition-negate", 0.55, Kinds.Values, Negate),
        new("condition-extend", 0.32, Kinds.Values, Extend),
        new("condition-replace", 0.18, Kinds.Values, Replace),
        new("branches-swap", 0.35, ["conditional_expression"], SwapBranches),
        new("filter-switch", 0.3, ["for_in_clause", "if_clause"], Filter),
    ];

    private static bool IsWhole(SyntaxNode node) => Kinds.IsCondition(node) && node.Parent?.Kind is not ("boolean_operator" or "not_operator");

    private static IEnumerable<Edit> Negate(EditSite site)
    {
        var node = site.Node;
        if (!Kinds.IsCondition(node) && node.Parent?.Kind is not ("return_statement" or "assignment") || !Kinds.IsRead(node)
            || (node.Parent?.Kind is "return_statement" or "assignment" && Types.Of(node) is not "bool" && node.Kind is not "boolean_operator"))
            yield break;

        if (node.Kind == "not_operator")
            yield return EditSite.Remove(node.Start, node.Child("argument")!.Value.Start);
        else if (node.Parent?.Kind == "not_operator")
            yield break;
        else if (Kinds.IsAtom(node) || (node.Kind == "comparison_operator" && node.Parent?.Kind != "boolean_operator"))
            yield return EditSite.Insert(node.Start, "not ", node.Kind == "comparison_operator" ? 0.4 : 1);
        else if (node.Kind is "boolean_operator" or "comparison_operator")
            yield return new Edit(0.8, [new Splice(node.Start, node.Start, "not ("), new Splice(node.End, node.End, ")")]);
    }

    private static IEnumerable<Edit> Extend(EditSite site)
    {
        var node = site.Node;
        if (node.StartLine != node.EndLine || Holder(node) is not { } holder || !(IsWhole(holder) || (IsKept(holder) && IsTruth(site))))
            yield break;

        foreach (var predicate in Predicates.For(site, node))
        {
            if (node.Text.Contains(predicate.Text, StringComparison.Ordinal) && predicate.Text.Length > 4)
                continue;

            foreach (var joint in (string[])["and", "or"])
            {
                // `or` binds looser than `and`: only a mix needs parentheses.
                var needs = joint == "and" && node is { Kind: "boolean_operator" } && node.Child("operator")?.Kind == "or"
                    || node.Kind is "conditional_expression" or "lambda" or "named_expression";
                yield return needs
                    ? new Edit(predicate.Weight * 0.8, [new Splice(node.Start, node.Start, "("), new Splice(node.End, node.End, $") {joint} {predicate.Text}")])
                    : EditSite.Insert(node.End, $" {joint} {predicate.Text}", predicate.Weight);

                // The guard must stand first where the condition itself would fail without it.
                if (IsGuard(predicate.Text))
                    yield return EditSite.Insert(node.Start, $"{predicate.Text} {joint} ", predicate.Weight * (needs ? 0 : 0.8) + 0.01);
            }
        }
    }

    /// <summary>The node itself, or the parentheses around it where they take several lines; null where those around it are a better place.</summary>
    private static SyntaxNode? Holder(SyntaxNode node)
    {
        if (node.Parent is not { Kind: "parenthesized_expression" } around)
            return node;

        return around.StartLine != around.EndLine ? around : null;
    }

    private static bool IsKept(SyntaxNode node) => node.Parent?.Kind == "return_statement" || (node.Parent?.Kind == "assignment" && node.Field == "right");

    private static bool IsTruth(EditSite site) =>
        site.Node.Kind is "comparison_operator" or "boolean_operator" or "not_operator" || Types.Of(site.Node) == "bool"
        || (site.Node.Kind == "identifier" && site.TypeOf(site.Node.Text) == "bool");

    private static bool IsGuard(string predicate) =>
        predicate.StartsWith("not ", StringComparison.Ordinal) || predicate.Contains("None", StringComparison.Ordinal)
        || predicate.Contains("len(", StringComparison.Ordinal) || !predicate.Contains(' ', StringComparison.Ordinal);

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        var node = site.Node;
        if (!Kinds.IsCondition(node) || node.Parent?.Kind == "not_operator" || node.StartLine != node.EndLine)
            yield break;

        foreach (var predicate in Predicates.For(site, node).Where(p => p.Text != node.Text).Take(MostReplacements))
            yield return site.Replace(predicate.Text, predicate.Weight);

        if (node.Parent?.Kind is "while_statement" or "if_statement" or "elif_clause")
        {
            yield return site.Replace("True", 0.5);
            yield return site.Replace("False", 0.2);
        }
    }

    private static IEnumerable<Edit> SwapBranches(EditSite site)
    {
        var parts = site.Node.NamedChildren.ToList();
        if (parts.Count != 3)
            yield break;

        yield return EditSite.Swap(parts[0], parts[2]);
        yield return site.Replace(Kinds.Tight(parts[0]), 0.5);
        yield return site.Replace(Kinds.Tight(parts[2]), 0.5);
    }

    private static IEnumerable<Edit> Filter(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "if_clause")
        {
            var start = node.Start;
            while (start > 0 && site.Unit.Bytes[start - 1] == ' ')
                start--;

            yield return EditSite.Remove(start, node.End, 0.6);
        }
        else if (node.Parent?.NamedChildren.LastOrDefault() == node)
        {
            foreach (var predicate in Predicates.For(site, node.Child("left") ?? node))
                yield return EditSite.Insert(node.End, $" if {predicate.Text}", predicate.Weight);
        }
    }
}
