using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.CodeGraph.Symbols;

/// <summary>Reads what a statement brings in.</summary>
internal static class ImportReader
{
    private const int MostNames = 1_000;

    public static IEnumerable<SymbolImport> In(SyntaxNode node) => node.Kind switch
    {
        "import_from_statement" => FromPython(node),
        "import_statement" when node.Tree.Language == Language.Python => Python(node),
        "import_statement" => Script(node),
        "using_directive" => CSharp(node),
        "import_declaration" when node.Tree.Language == Language.Java => Java(node),
        "import_declaration" => Go(node),
        _ => [],
    };

    /// <summary>Exports that pass on what another module has, and <c>require</c>.</summary>
    public static IEnumerable<SymbolImport> InExpression(SyntaxNode node) => node.Kind switch
    {
        "export_statement" when node.Child("source") is { } source => PassedOn(node, Unquoted(source)),
        "variable_declarator" when node.Child("value") is { Kind: "call_expression" } call && call.Child("function") is { Kind: "identifier", Text: "require" }
            && call.Child("arguments") is { } arguments && arguments.NamedChildren.FirstOrDefault() is { Tree: not null, Kind: "string" } module =>
                Required(node, Unquoted(module)),
        _ => [],
    };

    private static IEnumerable<SymbolImport> Python(SyntaxNode node) =>
        from child in node.NamedChildren.Take(MostNames)
        let module = child.Child("name") ?? child
        let alias = child.Child("alias")
        select new SymbolImport(module.Text, "", alias?.Text ?? module.Text, child.StartLine);

    private static IEnumerable<SymbolImport> FromPython(SyntaxNode node)
    {
        var module = node.Child("module_name")?.Text ?? "";
        foreach (var child in node.NamedChildren.Where(c => c.Field != "module_name").Take(MostNames))
        {
            if (child.Kind == "wildcard_import")
                yield return new SymbolImport(module, "*", "", child.StartLine);
            else if (child.Kind is "dotted_name" or "aliased_import")
                yield return new SymbolImport(module, (child.Child("name") ?? child).Text, (child.Child("alias") ?? child).Text, child.StartLine);
        }
    }

    private static IEnumerable<SymbolImport> Script(SyntaxNode node)
    {
        if (node.Child("source") is not { } source)
            yield break;

        var module = Unquoted(source);
        var named = false;
        foreach (var part in node.Descendants.Take(8 * MostNames))
        {
            if (part.Kind == "import_specifier" && part.Child("name") is { } name)
                yield return new SymbolImport(module, name.Text, (part.Child("alias") ?? name).Text, part.StartLine);
            else if (part.Kind == "namespace_import")
                yield return new SymbolImport(module, "", part.NamedChildren.FirstOrDefault() is { Tree: not null } space ? space.Text : "", part.StartLine);
            else if (part.Kind == "identifier" && part.Parent?.Kind == "import_clause")
                yield return new SymbolImport(module, "default", part.Text, part.StartLine);
            else
                continue;

            named = true;
        }

        if (!named)
            yield return new SymbolImport(module, "", "", node.StartLine);
    }

    private static IEnumerable<SymbolImport> PassedOn(SyntaxNode node, string module)
    {
        var names = node.Descendants.Take(8 * MostNames).Where(d => d.Kind == "export_specifier" && d.Child("name") is not null).ToArray();
        return names.Length == 0
            ? [new SymbolImport(module, "*", "", node.StartLine)]
            : names.Select(n => new SymbolImport(module, n.Child("name")!.Value.Text, (n.Child("alias") ?? n.Child("name"))!.Value.Text, n.StartLine));
    }

    private static IEnumerable<SymbolImport> Required(SyntaxNode declarator, string module)
    {
        if (declarator.Child("name") is not { } name)
            return [];

        return name.Kind == "identifier"
            ? [new SymbolImport(module, "", name.Text, declarator.StartLine)]
            : JavaScriptFunctions.BoundIn(name).Take(MostNames).Select(n => new SymbolImport(
                module, n.Parent is { Kind: "pair_pattern" } pair && pair.Child("key") is { } key ? key.Text : n.Text, n.Text, n.StartLine));
    }

    private static IEnumerable<SymbolImport> CSharp(SyntaxNode node)
    {
        var alias = node.Child("name");
        var target = node.NamedChildren.LastOrDefault(c => c.Field != "name" && c.Kind is "identifier" or "qualified_name");
        if (target.Tree is null)
            yield break;

        var text = target.Text;
        var isStatic = node.Children.Any(c => c.Kind == "static");
        if (alias is { } own && own != target)
            yield return new SymbolImport(Before(text), After(text), own.Text, node.StartLine);
        else
            yield return new SymbolImport(isStatic ? Before(text) : text, "*", isStatic ? After(text) : "", node.StartLine);
    }

    private static IEnumerable<SymbolImport> Java(SyntaxNode node)
    {
        if (node.NamedChildren.FirstOrDefault(c => c.Kind is "scoped_identifier" or "identifier") is not { Tree: not null } path)
            yield break;

        var text = path.Text;
        if (node.NamedChildren.Any(c => c.Kind == "asterisk"))
            yield return new SymbolImport(text, "*", "", node.StartLine);
        else
            yield return new SymbolImport(Before(text), After(text), After(text), node.StartLine);
    }

    private static IEnumerable<SymbolImport> Go(SyntaxNode node) =>
        from spec in node.Descendants.Take(8 * MostNames)
        where spec.Kind == "import_spec" && spec.Child("path") is not null
        let path = Unquoted(spec.Child("path")!.Value)
        let alias = spec.Child("name")?.Text ?? path[(path.LastIndexOf('/') + 1)..]
        select new SymbolImport(path, alias == "." ? "*" : "", alias is "." or "_" ? "" : alias, spec.StartLine);

    private static string Before(string dotted) => dotted.LastIndexOf('.') is > 0 and var dot ? dotted[..dot] : "";

    private static string After(string dotted) => dotted[(dotted.LastIndexOf('.') + 1)..];

    private static string Unquoted(SyntaxNode text) => text.Text.Trim('"', '\'', '`');
}
