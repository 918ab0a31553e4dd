using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Expressions;

/// <summary>What is called, whether it is called at all, and what is made of its result.</summary>
internal static class Calls
{
    private const int MostOwn = 12;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("method-replace", 0.65, ["invocation_expression"], Method),
        new("callee-replace", 0.35, ["invocation_expression"], Callee),
        new("call-unwrap", 0.3, ["invocation_expression"], Unwrap),
        new("call-wrap", 0.25, Forms.Values, Wrap),
        new("chain-extend", 0.25, ["invocation_expression", "identifier", "member_access_expression"], Extend),
        new("await-drop", 0.1, ["await_expression"], Await),
    ];

    private static IEnumerable<Edit> Method(EditSite site)
    {
        var named = site.Node.Child("function") switch
        {
            { Kind: "member_access_expression" } access => access.Child("name"),
            { Kind: "conditional_access_expression" } chain => chain.NamedChildren.LastOrDefault() is { Tree: not null, Kind: "member_binding_expression" } binding ? binding.Child("name") : null,
            _ => null,
        };
        if (named is not { } name)
            yield break;

        var plain = name.Kind == "generic_name" ? name.NamedChildren.First() : name;
        var weight = 1.0;
        foreach (var other in Families.OfMethod(plain.Text))
        {
            yield return EditSite.Replace(plain, other, weight);
            weight = Math.Max(0.4, weight * 0.85);
        }

        var owner = site.Node.Child("function")?.Child("expression");
        var known = owner is { Kind: "identifier" } ? site.Unit.Surroundings.Of(site.Function, owner.Value.Text)?.Attributes ?? [] : [];
        var given = site.Node.Child("arguments") is { } list ? Forms.Given(list).Count : 0;
        var own = site.Facts.Functions.Where(f => f.Node.Kind == "method_declaration" && f.Parameters.Count == given).Select(f => f.Name);
        foreach (var other in known.Where(k => char.IsUpper(k[0])).Concat(own).Concat(site.Facts.Attributes.GetValueOrDefault(owner?.Text ?? "", [])).Where(m => m != plain.Text).Distinct()
            .OrderByDescending(m => NameRanking.Likeness(m, plain.Text)).Take(MostOwn))
            yield return EditSite.Replace(plain, other, 0.3 + (0.4 * NameRanking.Likeness(other, plain.Text)));
    }

    private static IEnumerable<Edit> Callee(EditSite site)
    {
        if (site.Node.Child("function") is not { Kind: "identifier" } callee || callee.Text == "nameof")
            yield break;

        foreach (var offer in site.Names(callee.Text, n => n.Kind == NameKind.Function).Take(MostOwn))
            yield return EditSite.Replace(callee, offer.Name, Math.Min(1, offer.Weight * 2));
    }

    private static IEnumerable<Edit> Unwrap(EditSite site)
    {
        var node = site.Node;
        if (node.Child("arguments") is not { } list || !Forms.IsRead(node) || node.Child("function")?.Text == "nameof")
            yield break;

        var given = Forms.Given(list);
        if (given.Count >= 1 && Forms.OperandOf(given[0]) is { } first && first.Kind != "lambda_expression")
            yield return site.Replace(first.Text, given.Count == 1 ? 1 : 0.5);

        if (given.Count == 2 && Forms.OperandOf(given[1]) is { } second && second.Kind != "lambda_expression")
            yield return site.Replace(second.Text, 0.4);

        if (node.Child("function") is { Kind: "member_access_expression" } callee && callee.Child("expression") is { IsNamed: true } owner && !char.IsUpper(owner.Text[0]))
            yield return site.Replace(owner.Text, 0.8);
    }

    private static IEnumerable<Edit> Wrap(EditSite site)
    {
        var node = site.Node;
        if (!Forms.IsFreeValue(node) || node.Length > 60 || node.Parent?.Kind is "prefix_unary_expression" or "parenthesized_expression" or "foreach_statement"
            || node.Kind is "boolean_literal" or "null_literal" or "integer_literal" or "real_literal" or "parenthesized_expression" or "collection_expression")
            yield break;

        var type = Sums.TypeOf(site, node);
        var (text, tight) = (node.Text, Forms.Tight(node));
        (string Text, double Weight)[] offers = type switch
        {
            "string" => [($"{tight}.Trim()", 0.9), ($"{tight}.ToLowerInvariant()", 0.8), ($"{tight}.ToUpperInvariant()", 0.5), ($"{tight}.Length", 0.3)],
            "double" or "decimal" or "float" => [($"Math.Round({text}, 2)", 0.9), ($"Math.Floor({text})", 0.7), ($"Math.Ceiling({text})", 0.7), ($"Math.Abs({text})", 0.7), ($"Math.Max(0, {text})", 0.8), ($"Math.Round({text})", 0.6)],
            "char" => [($"char.ToLowerInvariant({text})", 0.9), ($"char.ToUpperInvariant({text})", 0.7)],
            _ when Kinds.IsNumber(type) => [($"Math.Abs({text})", 0.8), ($"Math.Max(0, {text})", 0.9), ($"Math.Max(1, {text})", 0.3)],
            _ when Kinds.IsSequence(type) => [],
            null => [($"Math.Abs({text})", 0.5), ($"Math.Max(0, {text})", 0.5), ($"{tight}.ToLowerInvariant()", 0.3), ($"{tight}.Trim()", 0.3), ($"Math.Round({text}, 2)", 0.3)],
            _ => [],
        };
        foreach (var (offer, weight) in offers)
            yield return site.Replace(offer, weight);

        if (Kinds.IsNumber(type))
        {
            foreach (var name in site.Names(null, n => !n.IsCallable && n.Name != text && Kinds.IsNumber(site.TypeOf(n))).Take(5))
            {
                yield return site.Replace($"Math.Min({text}, {name.Name})", 0.6 * name.Weight);
                yield return site.Replace($"Math.Max({text}, {name.Name})", 0.6 * name.Weight);
            }
        }

        // A method of the type's own that takes one thing.
        foreach (var function in site.Facts.Functions.Where(f => f.Node.Kind is "method_declaration" or "local_function_statement" && f.Parameters.Count == 1 && f.Node.Index != site.Function?.Node.Index && site.IsInScope(f.Name)).Take(4))
            yield return site.Replace($"{function.Name}({text})", 0.4);
    }

    /// <summary>One more step of a query, or what makes a list of it.</summary>
    private static IEnumerable<Edit> Extend(EditSite site)
    {
        var node = site.Node;
        if (!Forms.IsRead(node) || (node.Parent?.Kind == "member_access_expression" && node.Kind != "invocation_expression"))
            yield break;

        var type = Sums.TypeOf(site, node);
        var last = node.Child("function") is { Kind: "member_access_expression" } access ? access.Child("name")?.Text.Split('<')[0] : null;
        var isQuery = last is "Where" or "Select" or "OrderBy" or "OrderByDescending" or "ThenBy" or "SelectMany" or "Concat" or "Skip" or "Take" or "Split" or "GroupBy" or "Distinct";
        if (!isQuery && !Kinds.IsSequence(type))
            yield break;

        foreach (var (step, weight) in new[] { (".Distinct()", 0.8), (".Reverse()", 0.6), (".Skip(1)", 0.5), (".Order()", 0.5), (".OrderDescending()", 0.4), (".ToList()", 0.4), (".ToArray()", 0.3), (".Count()", 0.3), (".SkipLast(1)", 0.3), (".Any()", 0.2) })
            yield return EditSite.Insert(node.End, step, weight);
    }

    private static IEnumerable<Edit> Await(EditSite site)
    {
        if (Forms.OperandOf(site.Node) is { } awaited)
            yield return EditSite.Remove(site.Node.Start, awaited.Start);
    }
}
