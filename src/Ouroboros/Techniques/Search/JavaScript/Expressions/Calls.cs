using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Expressions;

/// <summary>What is called, whether it is called at all, and what is made of its result.</summary>
internal static class Calls
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("method-replace", 0.6, ["call_expression"], Method),
        new("callee-replace", 0.35, ["call_expression"], Callee),
        new("call-unwrap", 0.3, ["call_expression", "new_expression"], Unwrap),
        new("call-wrap", 0.25, Forms.Values, Wrap),
        new("call-add", 0.25, ["identifier", "member_expression"], Add),
        new("call-drop", 0.2, ["call_expression"], Drop),
        new("await-switch", 0.6, ["call_expression", "await_expression", "identifier"], Await),
        new("new-switch", 0.2, ["call_expression", "new_expression"], New),
    ];

    private static IEnumerable<Edit> Method(EditSite site)
    {
        if (site.Node.Child("function") is not { Kind: "member_expression" } callee || callee.Child("property") is not { } property)
            yield break;

        var weight = 1.0;
        foreach (var other in Families.Of(property.Text))
        {
            yield return EditSite.Replace(property, other, weight);
            weight = Math.Max(0.4, weight * 0.85);
        }
    }

    private static IEnumerable<Edit> Callee(EditSite site)
    {
        if (site.Node.Child("function") is not { Kind: "identifier" } callee || callee.Text == "require")
            yield break;

        foreach (var other in Families.OfFunction(callee.Text))
            yield return EditSite.Replace(callee, other, 0.9);

        foreach (var offer in site.Names(callee.Text, n => n.IsCallable || n.Kind == NameKind.Import || site.TypeOf(n.Name) == "function").Take(12))
            yield return EditSite.Replace(callee, offer.Name, Math.Min(1, offer.Weight * 2));
    }

    private static IEnumerable<Edit> Unwrap(EditSite site)
    {
        var node = site.Node;
        if (node.Child("arguments") is not { Kind: "arguments" } list || !Forms.IsRead(node))
            yield break;

        var given = Forms.Given(list);
        if (given.Count >= 1 && given[0].Kind is not ("arrow_function" or "function_expression" or "spread_element") && node.Child("function")?.Text != "require")
            yield return site.Replace(given[0].Text, given.Count == 1 ? 1 : 0.4);

        if (node.Child("function") is { Kind: "member_expression" } callee && callee.Child("object") is { } owner && owner.Text is not ("Math" or "Object" or "Number" or "JSON" or "Array"))
            yield return site.Replace(owner.Text, 0.8);
    }

    private static IEnumerable<Edit> Wrap(EditSite site)
    {
        var node = site.Node;
        if (!Forms.IsFreeValue(node) || node.Length > 60 || node.Parent?.Kind is "unary_expression" or "parenthesized_expression" or "template_substitution" or "for_in_statement"
            || node.Kind is "object" or "true" or "false" or "null" or "undefined" or "number" or "parenthesized_expression" or "this")
            yield break;

        var type = node.Kind == "identifier" ? site.TypeOf(node.Text) : Types.Of(node);
        var text = node.Text;
        var tight = Forms.Tight(node);
        (string Text, double Weight)[] offers = type switch
        {
            "number" => [($"Math.floor({text})", 1), ($"Math.round({text})", 0.8), ($"Math.ceil({text})", 0.8), ($"Math.trunc({text})", 0.6), ($"Math.abs({text})", 0.8), ($"String({text})", 0.6),
                ($"Math.max(0, {text})", 0.5), ($"Math.max({text}, 0)", 0.2)],
            "string" => [($"Number({text})", 0.9), ($"{tight}.trim()", 0.9), ($"{tight}.toLowerCase()", 0.9), ($"{tight}.toUpperCase()", 0.4), ($"parseInt({text}, 10)", 0.6), ($"{tight}.length", 0.3)],
            "Array" => [($"{tight}.length", 0.8), ($"[...{tight}]", 0.9), ($"{tight}.slice()", 0.5), ($"{tight}.reverse()", 0.4), ($"{tight}.sort((a, b) => a - b)", 0.4), ($"{tight}.flat()", 0.4),
                ($"new Set({text})", 0.3), ($"[...new Set({text})]", 0.4), ($"{tight}.filter(Boolean)", 0.4), ($"{tight}.join('')", 0.4)],
            "Set" or "Map" => [($"[...{tight}]", 1), ($"{tight}.size", 0.6), ($"Array.from({text})", 0.4)],
            "Object" => [($"{{ ...{tight} }}", 0.8), ($"Object.keys({text})", 0.5), ($"Object.values({text})", 0.5), ($"Object.entries({text})", 0.4)],
            "boolean" or "function" => [],
            _ => [($"Number({text})", 0.7), ($"String({text})", 0.6), ($"Math.abs({text})", 0.4), ($"Math.floor({text})", 0.5), ($"Math.round({text})", 0.4), ($"Math.ceil({text})", 0.3), ($"{tight}.length", 0.4),
                ($"[...{tight}]", 0.5), ($"{{ ...{tight} }}", 0.3), ($"{tight}.trim()", 0.3), ($"{tight}.toLowerCase()", 0.35), ($"Boolean({text})", 0.2), ($"Object.keys({text})", 0.2), ($"parseInt({text}, 10)", 0.25)],
        };
        // After an arrow a brace would open a block.
        foreach (var (offer, weight) in offers)
            yield return site.Replace(offer[0] == '{' && node.Parent?.Kind == "arrow_function" ? $"({offer})" : offer, weight);

        // A function of the file's own that takes one thing.
        foreach (var function in site.Facts.Functions.Where(f => f.Class is null && f.Name.Length > 0 && f.Parameters.Count == 1 && f.Node.Index != site.Function?.Node.Index && site.IsInScope(f.Name)).Take(4))
            yield return site.Replace($"{function.Name}({text})", 0.4);
    }

    private static IEnumerable<Edit> Add(EditSite site)
    {
        var node = site.Node;
        var name = node.Kind == "identifier" ? node.Text : node.Child("property")?.Text;
        if (name is null || !Forms.IsRead(node) || node.Parent?.Kind is "arguments" or "new_expression")
            yield break;

        if (node.Kind == "identifier" ? site.TypeOf(name) == "function" : site.Facts.FunctionNamed(name) is not null || Families.IsMethod(name))
            yield return EditSite.Insert(node.End, "()");
    }

    private static IEnumerable<Edit> Drop(EditSite site)
    {
        if (site.Node.Child("arguments") is { Kind: "arguments" } given && !given.NamedChildren.Any() && Forms.IsRead(site.Node))
            yield return EditSite.Remove(given.Start, given.End);
    }

    private static IEnumerable<Edit> Await(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "await_expression")
        {
            yield return EditSite.Remove(node.Start, node.NamedChildren.First().Start, 0.4);
            yield break;
        }

        if (node.Parent?.Kind == "await_expression" || site.Function is not { } function || (node.Kind == "identifier" && !Forms.IsFreeValue(node)))
            yield break;

        var isAsync = function.Node.Children.Any(c => c.Kind == "async");
        var text = node.Parent?.Kind is "member_expression" or "call_expression" ? $"(await {node.Text})" : $"await {node.Text}";
        if (isAsync)
            yield return site.Replace(text, node.Kind == "identifier" ? 0.2 : 1);
    }

    private static IEnumerable<Edit> New(EditSite site)
    {
        if (site.Node.Kind == "new_expression" && site.Node.Child("constructor") is { } made)
            yield return EditSite.Remove(site.Node.Start, made.Start, 0.3);
        else if (site.Node.Child("function") is { Kind: "identifier" } callee && char.IsUpper(callee.Text[0]) && callee.Text is not ("Number" or "String" or "Boolean" or "Symbol" or "BigInt"))
            yield return EditSite.Insert(site.Node.Start, "new ");
    }
}
