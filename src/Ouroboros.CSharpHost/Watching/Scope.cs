using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ouroboros.CSharpHost.Watching;

/// <summary>A name that may be read at a hole.</summary>
/// <param name="IsOwn">Whether it belongs to the function, rather than to the type around.</param>
internal sealed record SeenName(string Text, ITypeSymbol Type, bool IsOwn)
{
    /// <summary>Whether an expression makes it, rather than a declaration of its own.</summary>
    public bool IsMadeInside { get; init; }

    /// <summary>What it always is; null where that shows only at run time.</summary>
    public object? Constant { get; init; }
}

/// <summary>Which names have a value at a place: locals and parameters that are assigned, fields and automatic properties of the type.</summary>
internal static class Scope
{
    private const int MostNames = 24;

    public static IReadOnlyList<SeenName> At(SyntaxNode node, SemanticModel model, IReadOnlySet<string> near)
    {
        var assigned = AssignedBefore(node, model);
        var function = model.GetEnclosingSymbol(node.SpanStart);
        var hasThis = HasThis(node, model, function);
        var found = new List<SeenName>();
        foreach (var symbol in model.LookupSymbols(node.SpanStart).Where(s => s.CanBeReferencedByName && s.Name.Length > 0))
        {
            var name = symbol switch
            {
                ILocalSymbol { IsConst: false, IsRef: false } local when assigned.Contains(local) && IsInReach(local, function) =>
                    Of(local, local.Type, true) with { IsMadeInside = local.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is SingleVariableDesignationSyntax) },
                ILocalSymbol { IsConst: true, HasConstantValue: true } local => Of(local, local.Type, true) with { Constant = local.ConstantValue },
                IParameterSymbol parameter when (assigned.Contains(parameter) || IsOfType(parameter, hasThis)) && IsInReach(parameter, function) => Of(parameter, parameter.Type, true),
                IFieldSymbol { HasConstantValue: true } field => Of(field, field.Type, false) with { Constant = field.ConstantValue },
                IFieldSymbol { IsFixedSizeBuffer: false } field when field.IsStatic || hasThis => Of(field, field.Type, false),
                IPropertySymbol { IsIndexer: false } property when (property.IsStatic || hasThis) && IsAutomatic(property) => Of(property, property.Type, false),
                _ => null,
            };
            if (name is not null && MayBeHeld(name.Type))
                found.Add(name);
        }

        return [.. found.OrderByDescending(n => n.IsOwn).ThenByDescending(n => near.Contains(n.Text)).ThenBy(n => n.Text, StringComparer.Ordinal).Take(MostNames)];
    }

    /// <summary>Whether a value of a type can be boxed and handed over.</summary>
    public static bool MayBeHeld(ITypeSymbol type) =>
        type is { IsRefLikeType: false, TypeKind: not (TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Delegate or TypeKind.Dynamic), SpecialType: not SpecialType.System_Void };

    public static bool IsAutomatic(IPropertySymbol property) =>
        (property.ContainingType.IsSealed || !(property.IsVirtual || property.IsOverride || property.IsAbstract))
        && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    private static SeenName Of(ISymbol symbol, ITypeSymbol type, bool isOwn) =>
        new(SyntaxFacts.GetKeywordKind(symbol.Name) == SyntaxKind.None ? symbol.Name : "@" + symbol.Name, type, isOwn);

    private static HashSet<ISymbol> AssignedBefore(SyntaxNode node, SemanticModel model)
    {
        try
        {
            var flow = node is StatementSyntax statement ? model.AnalyzeDataFlow(statement) : model.AnalyzeDataFlow(node);
            return flow is { Succeeded: true } ? flow.DefinitelyAssignedOnEntry.ToHashSet(SymbolEqualityComparer.Default) : [];
        }
        catch (ArgumentException)
        {
            // Not every expression is a region of its own.
            return [];
        }
    }

    // A parameter of the type itself is there wherever its object is.
    private static bool IsOfType(IParameterSymbol parameter, bool hasThis) =>
        hasThis && parameter is { RefKind: RefKind.None, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsValueType: false } };

    /// <summary>Whether the functions between a name and the place may take it in.</summary>
    private static bool IsInReach(ISymbol name, ISymbol? function)
    {
        var isByReference = name is IParameterSymbol { RefKind: not RefKind.None };
        for (var at = function; at is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction } inner; at = at.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(name.ContainingSymbol, inner))
                return true;

            if (inner.IsStatic || isByReference)
                return false;
        }

        return true;
    }

    private static bool HasThis(SyntaxNode node, SemanticModel model, ISymbol? function)
    {
        var isNested = function is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction };
        for (var at = function; at is IMethodSymbol method; at = at.ContainingSymbol)
        {
            if (method.IsStatic)
                return false;
        }

        if (node.Ancestors().Any(a => a is ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax or AttributeSyntax))
            return false;

        var member = node.Ancestors().FirstOrDefault(a => a is MemberDeclarationSyntax or AccessorDeclarationSyntax);
        var isBody = member is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or IndexerDeclarationSyntax
            || (member is PropertyDeclarationSyntax { ExpressionBody: { } arrow } && arrow.Span.Contains(node.Span));
        return isBody && !(isNested && model.GetEnclosingSymbol(member!.SpanStart)?.ContainingType is { IsValueType: true } or { IsRefLikeType: true });
    }
}
