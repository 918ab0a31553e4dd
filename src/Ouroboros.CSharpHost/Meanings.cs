using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Ouroboros.CSharpHost.Compiling;

namespace Ouroboros.CSharpHost;

/// <summary>What names mean in a function, as the compiler understands them: their types and the members of these.</summary>
internal static class Meanings
{
    private const int MostMembers = 60;

    private static readonly SymbolDisplayFormat Short = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly, genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>Rows of path, function, its first line, name, type, samples, members.</summary>
    public static IEnumerable<object[]> Of(CodeBase code, IReadOnlySet<string> files, string root)
    {
        foreach (var project in code.Projects.Where(p => !p.Record.IsTest))
        {
            foreach (var tree in project.Trees)
            {
                var path = Path.GetRelativePath(root, tree.FilePath);
                if (!files.Contains(path))
                    continue;

                foreach (var row in OfTree(project.ModelOf(tree), tree, path))
                    yield return row;
            }
        }
    }

    private static IEnumerable<object[]> OfTree(SemanticModel model, SyntaxTree tree, string path)
    {
        foreach (var function in tree.GetRoot().DescendantNodes().Where(n => n is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax or IndexerDeclarationSyntax))
        {
            var line = function.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            var name = NameOf(function);
            foreach (var (word, type) in Names(model, function).DistinctBy(n => n.Name))
                yield return [path, name, line, word, type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(Short), Array.Empty<string>(), Members(type)];
        }
    }

    private static IEnumerable<(string Name, ITypeSymbol Type)> Names(SemanticModel model, SyntaxNode function)
    {
        foreach (var node in function.DescendantNodes())
        {
            var symbol = node is ParameterSyntax or VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax ? model.GetDeclaredSymbol(node) : null;
            if (Typed(symbol) is { } type)
                yield return (symbol!.Name, type);
        }

        if (function.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() is not { } owner || model.GetDeclaredSymbol(owner) is not INamedTypeSymbol declared)
            yield break;

        for (var at = declared; at is { SpecialType: SpecialType.None }; at = at.BaseType)
        {
            foreach (var member in at.GetMembers().Where(m => m.CanBeReferencedByName))
            {
                if (Typed(member) is { } type)
                    yield return (member.Name, type);
            }
        }
    }

    private static ITypeSymbol? Typed(ISymbol? symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol { IsIndexer: false } property => property.Type,
        _ => null,
    } is { TypeKind: not TypeKind.Error } type ? type : null;

    private static string[] Members(ITypeSymbol type)
    {
        var found = new List<string>();
        for (var at = type; at is not null && at.SpecialType != SpecialType.System_Object; at = at.BaseType)
            found.AddRange(at.GetMembers().Where(m => m is { CanBeReferencedByName: true, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal, IsStatic: false } and (IPropertySymbol or IFieldSymbol or IMethodSymbol)).Select(m => m.Name));

        return [.. found.Distinct().Take(MostMembers)];
    }

    private static string NameOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        ConstructorDeclarationSyntax made => made.Identifier.ValueText,
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        OperatorDeclarationSyntax @operator => @operator.OperatorToken.ValueText,
        _ => "this",
    };
}
