using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Expressions;

/// <summary>Names taken for one another, and a thing taken for its part.</summary>
internal static class Names
{
    private const int MostAttributes = 24, MostTexts = 10, LongestText = 40;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("name-replace", 0.6, ["identifier"], Replace),
        new("target-replace", 0.3, ["identifier"], Target),
        new("name-to-literal", 0.18, ["identifier"], ToLiteral),
        new("name-to-part", 0.25, ["identifier"], ToPart),
        new("attribute-replace", 0.5, ["attribute"], Attribute),
        new("attribute-drop", 0.25, ["attribute"], AttributeDrop),
    ];

    private static IEnumerable<Edit> Replace(EditSite site)
    {
        var node = site.Node;
        if (Identifiers.RoleOf(node) != NameRole.Read || node.Parent?.Kind is "decorator" or "class_definition" || IsCallee(node))
            yield break;

        foreach (var offer in site.Names(node.Text))
            yield return site.Replace(offer.Name, offer.Weight);
    }

    private static IEnumerable<Edit> Target(EditSite site)
    {
        var node = site.Node;
        if (Identifiers.RoleOf(node) != NameRole.Written || Identifiers.OnlyWithin(node) is not null)
            yield break;

        foreach (var offer in site.Names(node.Text, n => n.Kind is NameKind.Local or NameKind.Parameter or NameKind.Loop))
            yield return site.Replace(offer.Name, offer.Weight);
    }

    private static IEnumerable<Edit> ToLiteral(EditSite site)
    {
        var node = site.Node;
        if (!Kinds.IsFreeValue(node) || node.Parent?.Kind is "for_statement" or "for_in_clause")
            yield break;

        string[] literals = site.TypeOf(node.Text) switch
        {
            "int" => ["0", "1", "-1", "None"],
            "float" => ["0", "1", "0.0"],
            "str" => ["\"\"", "None"],
            "list" => ["[]", "None"],
            "bool" => ["True", "False"],
            "dict" => ["{}", "None"],
            _ => ["None", "0", "1", "True", "False", "[]", "\"\""],
        };
        for (var i = 0; i < literals.Length; i++)
            yield return site.Replace(literals[i], 1 / (1 + (0.3 * i)));

        if (site.TypeOf(node.Text) is "int" or "float" or "bool" || site.Function is not { } function)
            yield break;

        // Texts said near by.
        var said = function.Body.Descendants.Where(d => d.Kind == "string" && d.Length <= LongestText && d.StartLine == d.EndLine && Kinds.IsFreeValue(d))
            .OrderBy(d => Math.Abs(d.StartLine - node.StartLine)).Select(d => d.Text).Distinct().Take(MostTexts);
        foreach (var (i, text) in said.Index())
            yield return site.Replace(text, 0.7 / (1 + (0.2 * i)));
    }

    /// <summary>A thing where its attribute, or its first or last item, was meant.</summary>
    private static IEnumerable<Edit> ToPart(EditSite site)
    {
        var node = site.Node;
        if (!Kinds.IsFreeValue(node) || node.Text is not { } name)
            yield break;

        if (site.Function?.Class is { } owner && site.Facts.Attributes.GetValueOrDefault($"{owner}.self", []).Contains(name))
            yield return EditSite.Insert(node.Start, "self.");

        var seen = site.Unit.Surroundings.Of(site.Function, name);
        var parts = site.Facts.Attributes.GetValueOrDefault(name, []).Concat(seen is { Type: not ("str" or "list" or "dict" or "set" or "tuple") } ? seen.Attributes : []);
        foreach (var part in parts.Distinct().Take(MostAttributes))
            yield return EditSite.Insert(node.End, $".{part}", 0.5);

        if (site.TypeOf(name) is null or "list" or "tuple" or "str" or "deque" && node.Parent?.Kind != "subscript")
        {
            yield return EditSite.Insert(node.End, "[0]", 0.6);
            yield return EditSite.Insert(node.End, "[-1]", 0.4);
        }
    }

    private static IEnumerable<Edit> Attribute(EditSite site)
    {
        if (site.Node.Child("object") is not { } owner || site.Node.Child("attribute") is not { } attribute)
            yield break;

        var text = attribute.Text;
        var isCalled = site.Node.Field == "function" && site.Node.Parent?.Kind == "call";
        var offers = Siblings(site, owner).Where(s => s.Name != text).DistinctBy(s => s.Name)
            .Select(s => (s.Name, Weight: s.Weight * (0.5 + (0.5 * NameRanking.Likeness(text, s.Name))) * Fit(site, s.Name, isCalled)));
        foreach (var (name, weight) in offers.OrderByDescending(o => o.Weight).Take(MostAttributes))
            yield return EditSite.Replace(attribute, name, weight);

        // What was read as a value may have been meant to be worked out.
        if (isCalled || !Kinds.IsRead(site.Node))
            yield break;

        foreach (var method in site.Facts.Functions.Where(f => f is { Class: not null, Parameters.Count: 1 } && f.Name[0] != '_' && f.Node.Index != site.Function?.Node.Index).Take(8))
            yield return EditSite.Replace(attribute, $"{method.Name}()", 0.4 + (0.4 * NameRanking.Likeness(text, method.Name)));
    }

    private static IEnumerable<(string Name, double Weight)> Siblings(EditSite site, SyntaxNode owner)
    {
        foreach (var name in site.Facts.Attributes.GetValueOrDefault(PythonSurvey.OwnerKey(owner), []))
            yield return (name, 1);

        if (owner.Kind != "identifier")
            yield break;

        if (site.Unit.Surroundings.Imports.TryGetValue(owner.Text, out var module))
        {
            foreach (var name in module.ModuleScope.Where(n => n.Kind != NameKind.Import))
                yield return (name.Name, 0.8);
        }

        foreach (var name in site.Unit.Surroundings.Of(site.Function, owner.Text)?.Attributes ?? [])
            yield return (name, 0.7);
    }

    private static double Fit(EditSite site, string name, bool isCalled)
    {
        var isFunction = site.Facts.FunctionNamed(name) is not null;
        return isFunction == isCalled ? 1 : isFunction ? 0.3 : 0.6;
    }

    private static IEnumerable<Edit> AttributeDrop(EditSite site)
    {
        var node = site.Node;
        if (!Kinds.IsFreeValue(node) || node.Child("object") is not { } owner || node.Child("attribute") is not { } attribute)
            yield break;

        if (site.IsInScope(attribute.Text))
            yield return site.Replace(attribute.Text);

        if (owner.Text is not ("self" or "cls") && site.Unit.Facts.Functions.Count > 0)
            yield return EditSite.Remove(owner.End, node.End, 0.5);
    }

    private static bool IsCallee(SyntaxNode node) => node.Field == "function" && node.Parent?.Kind == "call";
}
