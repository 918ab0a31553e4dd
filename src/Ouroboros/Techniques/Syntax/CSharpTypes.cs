namespace Ouroboros.Techniques.Syntax;

/// <summary>Types of C# by their declarations.</summary>
public static class CSharpTypes
{
    /// <summary>As the runtime writes it: namespaces with dots, inner types with plus.</summary>
    public static string FullName(SyntaxNode type)
    {
        var name = NameOf(type);
        foreach (var up in type.Ancestors)
        {
            if (up.Kind is "class_declaration" or "struct_declaration" or "record_declaration" or "interface_declaration")
                name = $"{NameOf(up)}+{name}";
            else if (up.Kind == "namespace_declaration")
                name = $"{up.Child("name")?.Text}.{name}";
        }

        var file = type.Tree.Nodes.FirstOrDefault(n => n.Kind == "file_scoped_namespace_declaration");
        return file.Tree is null ? name : $"{file.Child("name")?.Text}.{name}";
    }

    private static string NameOf(SyntaxNode type) => type.Child("name")?.Text ?? "";
}
