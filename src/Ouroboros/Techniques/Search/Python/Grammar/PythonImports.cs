using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Grammar;

internal static class PythonImports
{
    /// <summary>Modules that a file imports, with the name each has there.</summary>
    public static IReadOnlyList<ImportedModule> Of(SyntaxTree tree)
    {
        var found = new List<ImportedModule>();
        foreach (var node in tree.Nodes)
        {
            if (node.Kind == "import_statement")
                found.AddRange(node.Children.Where(c => c.Field == "name").Select(WholeModule));
            else if (node.Kind == "import_from_statement")
                found.AddRange(FromModule(node));
        }

        return found;
    }

    private static ImportedModule WholeModule(SyntaxNode name)
    {
        if (name.Kind != "aliased_import")
            return new ImportedModule(name.Text, Path(name.Text));

        return new ImportedModule(name.Child("alias")?.Text, Path(name.Child("name")?.Text ?? ""));
    }

    // `from shop import cart` may name a module; `from shop.cart import total` names the module's contents.
    private static IEnumerable<ImportedModule> FromModule(SyntaxNode node)
    {
        var module = (node.Child("module_name")?.Text ?? "").TrimStart('.');
        if (module.Length > 0)
            yield return new ImportedModule($"from {module}", Path(module));

        foreach (var name in node.Children.Where(c => c.Field == "name"))
        {
            var (text, alias) = name.Kind == "aliased_import" ? (name.Child("name")?.Text ?? "", name.Child("alias")?.Text ?? "") : (name.Text, name.Text);
            yield return new ImportedModule(alias, Path(module.Length == 0 ? text : $"{module}.{text}"));
        }
    }

    private static string Path(string dotted) => dotted.Replace('.', '/');
}
