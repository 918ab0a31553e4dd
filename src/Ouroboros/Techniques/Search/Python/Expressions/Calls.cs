using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>Which function is called, and whether one is.</summary>
internal static class Calls
{
    private const int MostCallees = 24;

    // Who only asks is seldom taken for who changes what is asked.
    private const double Estranged = 0.4;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("builtin-replace", 0.6, ["call"], Builtin),
        new("method-replace", 0.6, ["attribute"], Method),
        new("callee-replace", 0.45, ["call"], Callee),
        new("call-unwrap", 0.45, ["call"], Unwrap),
        new("call-wrap", 0.3, Kinds.Values, Wrap),
        new("call-add", 0.15, ["attribute", "identifier"], AddCall),
        new("call-drop", 0.15, ["call"], DropCall),
        new("await-switch", 0.2, ["await", "call"], Await),
    ];

    private static IEnumerable<Edit> Builtin(EditSite site)
    {
        if (site.Node.Child("function") is not { Kind: "identifier" } callee)
            yield break;

        var others = CallFamilies.OfFunction(callee.Text);
        for (var i = 0; i < others.Count; i++)
            yield return EditSite.Replace(callee, others[i], 1 / (1 + (0.3 * i)));
    }

    private static IEnumerable<Edit> Method(EditSite site)
    {
        if (site.Node.Field != "function" || site.Node.Child("attribute") is not { } method)
            yield break;

        var others = CallFamilies.OfMethod(method.Text);
        for (var i = 0; i < others.Count; i++)
            yield return EditSite.Replace(method, others[i], (CallFamilies.Changes(others[i]) == CallFamilies.Changes(method.Text) ? 1 : Estranged) / (1 + (0.3 * i)));
    }

    private static IEnumerable<Edit> Callee(EditSite site)
    {
        if (site.Node.Child("function") is not { Kind: "identifier" } callee || site.Node.Child("arguments") is not { } arguments)
            yield break;

        var (text, count) = (callee.Text, arguments.NamedChildren.Count());
        var names = site.Scope.Where(n => n.IsCallable || n.Kind == NameKind.Import).Select(n => n.Name).Concat(site.Facts.Calls).Distinct()
            .Where(n => n != text)
            .Select(n => (Name: n, Weight: (0.4 + (0.6 * NameRanking.Likeness(text, n))) * ArityFit(site, n, count)));
        foreach (var (name, weight) in names.OrderByDescending(n => n.Weight).Take(MostCallees))
            yield return EditSite.Replace(callee, name, weight);
    }

    private static double ArityFit(EditSite site, string name, int given)
    {
        if (site.Facts.FunctionNamed(name) is not { Class: null } function)
            return 0.5;

        var plain = function.Parameters.Count(p => p.Takes is null);
        var needed = function.Parameters.Count(p => p is { Takes: null, Default: null });
        return given >= needed && given <= plain ? 1 : function.Parameters.Any(p => p.Takes is not null) ? 0.7 : 0.1;
    }

    private static IEnumerable<Edit> Unwrap(EditSite site)
    {
        var node = site.Node;
        if (node.Child("function") is not { } callee || node.Child("arguments") is not { } arguments)
            yield break;

        if (callee.Child("object") is { } owner && owner.Text is not ("self" or "cls"))
            yield return EditSite.Remove(owner.End, node.End, 0.8);

        var given = arguments.NamedChildren.Where(a => a.Kind is not ("keyword_argument" or "list_splat" or "dictionary_splat" or "comment")).ToList();
        for (var i = 0; i < given.Count && i < 4; i++)
        {
            var text = Kinds.IsAtom(given[i]) || !Kinds.IsFreeValue(node) ? given[i].Text : $"({given[i].Text})";
            yield return site.Replace(text, given.Count == 1 ? 1 : 0.6 / (1 + i));
        }
    }

    private static IEnumerable<Edit> Wrap(EditSite site)
    {
        var node = site.Node;
        if (!Kinds.IsFreeValue(node) || node.StartLine != node.EndLine || node.Length > 100 || node.Kind is "none" or "true" or "false")
            yield break;

        // An index is wrapped as a whole; wrapping the parts of a sum as well would only multiply the same idea.
        var inner = node.Parent?.Kind is "binary_operator" or "parenthesized_expression" && !Kinds.IsAtom(node);
        if (inner)
            yield break;

        var type = node.Kind == "identifier" ? site.TypeOf(node.Text) : Types.Of(node);
        foreach (var (open, close, weight) in Wrappers(site, node, type))
            yield return new Edit(weight, open.Length == 0 && !Kinds.IsAtom(node)
                ? [new Splice(node.Start, node.Start, "("), new Splice(node.End, node.End, ")" + close)]
                : open.Length == 0 ? [new Splice(node.End, node.End, close)]
                : [new Splice(node.Start, node.Start, open), new Splice(node.End, node.End, close)]);
    }

    private static IEnumerable<(string Open, string Close, double Weight)> Wrappers(EditSite site, SyntaxNode node, string? type)
    {
        foreach (var (name, weight) in CallFamilies.WrappersOf(type))
            yield return ($"{name}(", ")", weight);

        foreach (var method in CallFamilies.MethodsOn(type))
            yield return ("", $".{method}()", type is null ? 0.2 : 0.5);

        if (node.Kind is not ("integer" or "float" or "string"))
        {
            foreach (var function in site.Facts.Functions.Where(f => f.Class is null && TakesOne(f)).Take(8))
                yield return ($"{function.Name}(", ")", 0.5);

            if (site.Function?.Class is { } owner)
            {
                foreach (var method in site.Facts.Functions.Where(f => f.Class == owner && f.Parameters.Count == 2 && f.Name[0] != '_').Take(6))
                    yield return ($"self.{method.Name}(", ")", 0.3);
            }
        }
    }

    private static bool TakesOne(FunctionFacts function) =>
        function.Parameters.Count(p => p is { Takes: null, Default: null }) == 1 && function.Parameters[0].Takes is null;

    private static IEnumerable<Edit> AddCall(EditSite site)
    {
        var node = site.Node;
        if (!Kinds.IsFreeValue(node))
            yield break;

        if (node.Kind == "attribute" || site.Scope.Any(n => n.Name == node.Text && n.IsCallable) || site.TypeOf(node.Text) is "function" or "method")
            yield return EditSite.Insert(node.End, "()", node.Kind == "attribute" && !IsMethod(site, node) ? 0.4 : 1);
    }

    private static bool IsMethod(EditSite site, SyntaxNode attribute) =>
        attribute.Child("attribute") is { } name && site.Facts.FunctionNamed(name.Text) is not null;

    private static IEnumerable<Edit> DropCall(EditSite site)
    {
        if (site.Node.Child("arguments") is { Kind: "argument_list" } arguments && !arguments.NamedChildren.Any() && Kinds.IsRead(site.Node))
            yield return EditSite.Remove(arguments.Start, arguments.End);
    }

    private static IEnumerable<Edit> Await(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "await")
            yield return EditSite.Remove(node.Start, node.NamedChildren.First().Start);
        else if (node.Parent?.Kind != "await" && site.Function?.Node.Children.FirstOrDefault().Kind == "async")
            yield return EditSite.Insert(node.Start, "await ", Kinds.IsAtom(node) ? 1 : 0.5);
    }
}
