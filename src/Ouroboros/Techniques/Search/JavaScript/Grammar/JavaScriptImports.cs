using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Grammar;

internal static class JavaScriptImports
{
    /// <summary>Modules of the project that a file imports or requires, with the name each has there.</summary>
    public static IReadOnlyList<ImportedModule> Of(SyntaxTree tree)
    {
        var found = new List<ImportedModule>();
        foreach (var node in tree.Nodes)
        {
            if (node.Kind == "import_statement" && node.Child("source") is { } source && Path(source.Text) is { } path)
            {
                var whole = node.Descendants.FirstOrDefault(d => d.Kind == "identifier" && d.Parent?.Kind is "import_clause" or "namespace_import");
                found.Add(new ImportedModule(whole.Tree is null ? $"from {path}" : whole.Text, path));
            }
            else if (node.Kind == "call_expression" && node.Child("function")?.Text == "require"
                && node.Child("arguments")?.NamedChildren.FirstOrDefault() is { Tree: not null, Kind: "string" } required && Path(required.Text) is { } place)
            {
                var name = node.Parent is { Kind: "variable_declarator" } holder && holder.Child("name") is { Kind: "identifier" } plain ? plain.Text : $"from {place}";
                found.Add(new ImportedModule(name, place));
            }
        }

        return found;
    }

    // Only what lies in the project: `./cart.js`, `../lib/cart`.
    private static string? Path(string quoted)
    {
        var text = quoted.Trim('"', '\'', '`');
        if (!text.StartsWith('.'))
            return null;

        var plain = string.Join('/', text.Split('/').Where(p => p is not ("." or ".." or "")));
        var extension = System.IO.Path.GetExtension(plain);
        return plain.Length == 0 ? null : Languages.OfExtension(extension) is null ? plain : plain[..^extension.Length];
    }
}
