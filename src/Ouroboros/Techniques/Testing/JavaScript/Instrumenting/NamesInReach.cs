using System.Text.RegularExpressions;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Testing.JavaScript.Instrumenting;

/// <summary>What can be read at a place of a file: parameters, variables, <c>this</c> and its private fields, constants of the module. Types are none.</summary>
internal sealed partial class NamesInReach(SyntaxTree tree)
{
    private const int Most = 24;

    // What is a name in one mode or place only.
    private static readonly HashSet<string> Reserved = ["arguments", "eval", "await", "yield", "let", "static", "undefined", "NaN", "Infinity"];

    private readonly Dictionary<int, List<string>> known = [];
    private List<string>? imported;

    public IReadOnlyList<string> At(SyntaxNode place, Hole hole)
    {
        var unset = BeingSet(place);
        var names = new List<string>();
        foreach (var function in place.Ancestors.Where(JavaScriptFunctions.Is))
            names.AddRange(Of(function));

        names.AddRange(Of(tree.Root).Where(hole.Constants.Contains));
        names.AddRange(imported ??= [.. Imported()]);
        var near = hole.Near.ToHashSet();
        var plain = names.Where(n => !unset.Contains(n) && !Reserved.Contains(n) && Plain().IsMatch(n)).Distinct().ToLookup(near.Contains);
        var own = Own(place).ToList();
        return [.. own.Take(1).Concat(plain[true]).Concat(own.Skip(1)).Concat(plain[false]).Take(Most)];
    }

    // What a declaration binds has no value yet while its own is worked out.
    private static HashSet<string> BeingSet(SyntaxNode place) =>
        [.. place.Ancestors.TakeWhile(a => !JavaScriptFunctions.Is(a)).Where(a => a.Kind == "variable_declarator").Select(a => a.Child("name")).OfType<SyntaxNode>()
            .SelectMany(JavaScriptFunctions.BoundIn).Select(n => n.Text)];

    /// <summary><c>this</c>, then its private fields; nothing where it means nothing.</summary>
    private static IEnumerable<string> Own(SyntaxNode place)
    {
        var holder = place.Ancestors.FirstOrDefault(a => JavaScriptFunctions.Is(a) && a.Kind != "arrow_function" || a.Kind is "field_definition" or "public_field_definition");
        if (holder.Tree is null)
            yield break;

        yield return "this";
        var body = holder.Kind is "method_definition" or "field_definition" or "public_field_definition" ? holder.Ancestors.FirstOrDefault(a => a.Kind == "class_body") : default;
        if (body.Tree is null)
            yield break;

        foreach (var field in body.NamedChildren.Where(c => c.Kind is "field_definition" or "public_field_definition" && c.Children.All(s => s.Kind != "static")))
        {
            if ((field.Child("property") ?? field.Child("name")) is { Kind: "private_property_identifier" } hidden && HiddenName().IsMatch(hidden.Text))
                yield return $"this.{hidden.Text}";
        }
    }

    private List<string> Of(SyntaxNode scope)
    {
        if (known.TryGetValue(scope.Index, out var names))
            return names;

        names = JavaScriptFunctions.Is(scope) && JavaScriptFunctions.ParametersOf(scope) is { } parameters ? [.. JavaScriptFunctions.BoundIn(parameters).Select(n => n.Text)] : [];
        for (var at = scope.Index + 1; at < tree.Count && new SyntaxNode(tree, at) is var node && node.Start < scope.End; at++)
        {
            if (JavaScriptFunctions.Is(node))
                at = node.Descendants.LastOrDefault(node).Index;
            else if (Bound(node) is { } pattern)
                names.AddRange(JavaScriptFunctions.BoundIn(pattern).Select(n => n.Text));
        }

        return known[scope.Index] = names;
    }

    private static SyntaxNode? Bound(SyntaxNode node) => node.Kind switch
    {
        "variable_declarator" => node.Child("value") is { } value && (JavaScriptFunctions.Is(value) || value.Kind == "class") ? null : node.Child("name"),
        "for_in_statement" when node.Child("kind") is not null => node.Child("left"),
        "catch_clause" => node.Child("parameter"),
        _ => null,
    };

    // An import that only types use vanishes when TypeScript is compiled; a reading of it would keep it.
    private IEnumerable<string> Imported()
    {
        var read = tree.Nodes.Where(n => n.Kind == "identifier" && !n.Ancestors.Any(a => a.Kind is "import_statement" or "export_specifier" or "type_query" or "type_annotation"))
            .Select(n => n.Text).ToHashSet();
        foreach (var node in tree.Nodes)
        {
            var name = node.Kind == "import_specifier" ? node.Child("alias") ?? node.Child("name") : node is { Kind: "identifier", Parent.Kind: "import_clause" } ? node : (SyntaxNode?)null;
            if (name is { } bound && read.Contains(bound.Text))
                yield return bound.Text;
        }
    }

    [GeneratedRegex(@"^[A-Za-z_$][\w$]*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^#[A-Za-z_$][\w$]*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HiddenName();
}
