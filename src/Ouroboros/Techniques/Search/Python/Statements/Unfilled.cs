using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Statements;

/// <summary>A container that starts empty and is asked for what it holds, but never given anything, misses the step that fills it.</summary>
internal static class Unfilled
{
    // Who fills a container is looked for in the whole outermost function.
    private const int LongestFunction = 200;
    private const double BeforeAsked = 0.3;

    private static readonly HashSet<string> Asking = ["get", "index", "count", "copy", "keys", "values", "items", "issubset", "issuperset", "union", "intersection", "difference"];

    public static IReadOnlyList<EditOperator> Rows { get; } = [new("container-fill", 0.6, Kinds.Statements, Fill)];

    private static IEnumerable<Edit> Fill(EditSite site)
    {
        if (site.Function is not { } function || Kinds.Lines.Of(site.Unit, site.Node) is not { } own || OutermostOf(site) is not { } whole)
            return [];

        var questions = function.Body.Descendants.Where(d => d.Kind == "comparison_operator").Select(Question).OfType<(SyntaxNode Item, SyntaxNode Container)>()
            .DistinctBy(q => (q.Item.Text, q.Container.Text)).Where(q => StartOf(whole, q.Container.Text) is not null && IsNeverFilled(whole, q.Container.Text));
        return Steps.Updates(own, isInLoop: true, questions.SelectMany(q =>
            Fillings(site, q.Item.Text, q.Container.Text, StartOf(whole, q.Container.Text)!).Select(f => (f.Text, f.Weight * (q.Item.StartLine < site.Node.StartLine ? 1 : BeforeAsked)))));
    }

    private static IEnumerable<(string Text, double Weight)> Fillings(EditSite site, string item, string container, string type)
    {
        if (type is "set")
            yield return ($"{container}.add({item})", 1);
        else if (type is "list" or "deque")
            yield return ($"{container}.append({item})", 1);
        else
        {
            yield return ($"{container}[{item}] = True", 0.6);
            foreach (var offer in site.Names(null, n => n.Kind is NameKind.Local or NameKind.Parameter && n.Name != container && n.Name != item).Take(4))
                yield return ($"{container}[{item}] = {offer.Name}", offer.Weight);
        }
    }

    private static SyntaxNode? OutermostOf(EditSite site)
    {
        var functions = site.Node.Ancestors.Where(a => a.Kind == "function_definition").ToList();
        return functions is [.., var outermost] && outermost.EndLine - outermost.StartLine < LongestFunction ? outermost : null;
    }

    /// <summary><c>item in container</c>, or not in it.</summary>
    private static (SyntaxNode Item, SyntaxNode Container)? Question(SyntaxNode comparison)
    {
        var parts = comparison.NamedChildren.ToList();
        return parts is [var item, { Kind: "identifier" } container] && comparison.Children.Any(c => c.Kind is "in" or "not in") && item.StartLine == item.EndLine
            ? (item, container) : null;
    }

    /// <summary>The type of a container that starts empty.</summary>
    private static string? StartOf(SyntaxNode whole, string container)
    {
        foreach (var assignment in whole.Descendants.Where(d => d.Kind == "assignment"))
        {
            if (assignment.Child("left")?.Text == container && assignment.Child("right") is { } start && start.Text is "set()" or "[]" or "{}" or "list()" or "dict()" or "deque()")
                return Types.Of(start);
        }

        return null;
    }

    private static bool IsNeverFilled(SyntaxNode whole, string container) =>
        whole.Descendants.Where(d => d.Kind == "identifier" && d.Text == container).All(mention => mention.Parent is not { } parent || parent.Kind switch
        {
            "attribute" => Asking.Contains(parent.Child("attribute")?.Text ?? ""),
            "subscript" => Identifiers.RoleOf(mention) == NameRole.Read && parent.Parent is not { Kind: "assignment" or "augmented_assignment" or "delete_statement" },
            "assignment" => mention.Field == "left",
            "comparison_operator" or "if_statement" or "while_statement" or "not_operator" or "boolean_operator" or "for_statement" or "for_in_clause" or "return_statement" => true,
            "argument_list" => parent.Parent?.Child("function")?.Text is "len" or "sorted" or "list" or "tuple" or "set" or "sum" or "max" or "min" or "any" or "all",
            _ => false,
        });
}
