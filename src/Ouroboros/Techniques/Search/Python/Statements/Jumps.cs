using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Statements;

/// <summary>Where control goes: which jump, which loop, what is returned.</summary>
internal static class Jumps
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("jump-switch", 0.5, ["break_statement", "continue_statement", "pass_statement"], Switch),
        new("loop-switch", 0.3, ["if_statement", "while_statement"], Loop),
        new("return-add", 0.5, ["expression_statement"], ReturnAdd),
        new("return-drop", 0.2, ["return_statement"], ReturnDrop),
        new("return-replace", 0.3, ["return_statement"], ReturnReplace),
        new("return-ask", 0.4, ["return_statement"], ReturnAsk),
        new("yield-switch", 0.35, ["yield", "return_statement"], Yield),
    ];

    private static IEnumerable<Edit> Switch(EditSite site)
    {
        var inLoop = Kinds.IsInLoop(site.Node);
        if (inLoop)
        {
            foreach (var other in (string[])["break", "continue"])
            {
                if (!site.Node.Kind.StartsWith(other, StringComparison.Ordinal))
                    yield return site.Replace(other);
            }
        }

        if (site.Function is { IsGenerator: false } function)
        {
            foreach (var (value, weight) in Leaves.Values(site, function).Take(6))
                yield return site.Replace(value.Length == 0 ? "return" : $"return {value}", 0.5 * weight);
        }

        if (site.Node.Kind != "pass_statement")
            yield return site.Replace("pass", 0.4);
    }

    private static IEnumerable<Edit> Loop(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "while_statement" && node.Child("alternative") is null)
            yield return new Edit(0.7, new Splice(node.Start, node.Start + 5, "if"));
        else if (node.Kind == "if_statement" && node.Child("alternative") is null)
            yield return new Edit(1, new Splice(node.Start, node.Start + 2, "while"));
    }

    private static IEnumerable<Edit> ReturnAdd(EditSite site)
    {
        var value = site.Node.NamedChildren.FirstOrDefault();
        if (site.Function is not { } || value.Tree is null || value.Kind is not ("call" or "identifier" or "binary_operator" or "comparison_operator" or "attribute" or "await" or "subscript" or "boolean_operator"))
        {
            if (site.Function is not null && value.Tree is not null && value.Kind == "assignment" && value.Child("right") is { } right && right.Kind != "assignment")
                yield return new Edit(0.4, new Splice(value.Start, right.Start, "return "));

            yield break;
        }

        yield return EditSite.Insert(value.Start, "return ");
    }

    private static IEnumerable<Edit> ReturnDrop(EditSite site)
    {
        if (site.Node.NamedChildren.FirstOrDefault() is { Tree: not null } value)
        {
            yield return EditSite.Remove(site.Node.Start, value.Start, value.Kind == "call" ? 1 : 0.2);
            foreach (var offer in site.Names(null, n => n.Kind is NameKind.Local).Take(4))
                yield return new Edit(0.4 * offer.Weight, new Splice(site.Node.Start, value.Start, $"{offer.Name} = "));
        }
    }

    private static IEnumerable<Edit> ReturnReplace(EditSite site)
    {
        if (site.Function is not { } function)
            yield break;

        var value = site.Node.NamedChildren.FirstOrDefault();
        foreach (var (text, weight) in Leaves.Values(site, function))
        {
            if (text.Length > 0 && (value.Tree is null || value.Text != text))
                yield return value.Tree is null ? site.Replace($"return {text}", weight) : EditSite.Replace(value, text, weight * 0.8);
        }

        if (value.Tree is null || value.StartLine != value.EndLine)
            yield break;

        foreach (var offer in site.Names(null, n => !n.IsCallable && n.Kind != NameKind.Import && n.Name is not ("self" or "cls")).Take(4))
        {
            var type = site.TypeOf(offer.Name);
            if (type is null or "int" or "float" or "str" or "list")
                yield return EditSite.Insert(value.End, $" + {offer.Name}", 0.35 * offer.Weight);
        }
    }

    /// <summary>Where the answer is always the same, something may have been left to ask.</summary>
    private static IEnumerable<Edit> ReturnAsk(EditSite site)
    {
        if (site.Node.NamedChildren.FirstOrDefault() is not { Tree: not null, Kind: "true" or "false" } answer)
            yield break;

        foreach (var predicate in Predicates.For(site, answer))
            yield return EditSite.Replace(answer, predicate.Text, predicate.Weight);
    }

    private static IEnumerable<Edit> Yield(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "return_statement")
        {
            if (node.NamedChildren.Any() && site.Function is { } function && (function.IsGenerator || Kinds.IsInLoop(node)))
                yield return new Edit(1, new Splice(node.Start, node.Start + 6, "yield"));

            yield break;
        }

        var from = node.Children.FirstOrDefault(c => c.Kind == "from");
        if (from.Tree is not null)
            yield return EditSite.Remove(from.Start, node.NamedChildren.First().Start);
        else if (node.NamedChildren.FirstOrDefault() is { Tree: not null } value && value.Kind != "expression_list")
            yield return EditSite.Insert(value.Start, "from ");

        if (node.Parent?.Kind == "expression_statement")
            yield return new Edit(0.4, new Splice(node.Start, node.Start + 5, "return"));
    }
}
