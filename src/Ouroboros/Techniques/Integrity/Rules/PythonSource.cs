using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>A Python file as the rules see it: its tree, and what its imported names stand for.</summary>
internal sealed class PythonSource
{
    private PythonSource(SyntaxTree tree)
    {
        Nodes = [.. tree.Nodes];
        foreach (var node in Nodes)
        {
            if (node.Kind == "import_statement")
                AddImports(node, "");
            else if (node.Kind == "import_from_statement" && node.Child("module_name") is { } module)
                AddImports(node, module.Text + ".");
        }
    }

    public IReadOnlyList<SyntaxNode> Nodes { get; }

    /// <summary>Local name to what it stands for, such as <c>o</c> to <c>os</c> or <c>_exit</c> to <c>os._exit</c>.</summary>
    public Dictionary<string, string> Imports { get; } = [];

    public static PythonSource Of(SyntaxTree tree) => new(tree);

    public IEnumerable<SyntaxNode> OfKind(params ReadOnlySpan<string> kinds)
    {
        var wanted = kinds.ToArray();
        return Nodes.Where(n => n.IsNamed && wanted.Contains(n.Kind));
    }

    /// <summary><c>o._exit</c> as <c>os._exit</c>, or null for anything but a chain of names.</summary>
    public string? Dotted(SyntaxNode node)
    {
        var parts = new Stack<string>();
        while (node.Kind == "attribute" && node.Child("object") is { } inner && node.Child("attribute") is { } name)
        {
            parts.Push(name.Text);
            node = inner;
        }

        if (node.Kind != "identifier")
            return null;

        parts.Push(Imports.GetValueOrDefault(node.Text, node.Text));
        return string.Join('.', parts);
    }

    /// <summary>The identifier that a chain of attributes, subscripts and calls starts from, or null.</summary>
    public static string? Root(SyntaxNode node)
    {
        while (true)
        {
            var inner = node.Kind switch
            {
                "attribute" => node.Child("object"),
                "subscript" => node.Child("value"),
                "call" => node.Child("function"),
                _ => null,
            };
            if (inner is not { } next)
                return node.Kind == "identifier" ? node.Text : null;

            node = next;
        }
    }

    /// <summary>Class and function names around a node, outermost first.</summary>
    public static string QualifiedName(SyntaxNode node) => string.Join('.', node.Ancestors.Prepend(node)
        .Where(n => n.Kind is "class_definition" or "function_definition").Select(n => n.Child("name")?.Text).Reverse());

    /// <summary>Whether a statement runs only when the file is the program, not a module.</summary>
    public static bool IsInMain(SyntaxNode node) => node.Ancestors.Any(a =>
        (a.Kind == "if_statement" && a.Child("condition") is { } condition && condition.Text.Contains("__name__", StringComparison.Ordinal))
        || (a.Kind == "function_definition" && a.Child("name")?.Text is { } name && (name is "main" or "cli" or "_main" or "run_cli" || name.EndsWith("_main", StringComparison.Ordinal))));

    private void AddImports(SyntaxNode statement, string prefix)
    {
        foreach (var child in statement.NamedChildren.Where(c => c.Field == "name"))
        {
            var name = child.Kind == "aliased_import" ? child.Child("name") : child;
            var alias = child.Kind == "aliased_import" ? child.Child("alias")?.Text : null;
            if (name?.Text is not { } dotted)
                continue;
            if (alias is not null)
                Imports[alias] = prefix + dotted;
            else if (prefix.Length > 0)
                Imports[dotted] = prefix + dotted;
            else
                Imports[dotted.Split('.')[0]] = dotted.Split('.')[0];
        }
    }
}
