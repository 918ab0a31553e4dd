using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ouroboros.CSharpHost.Watching;

/// <summary>Where a call may stand around an expression without a change of meaning.</summary>
internal static class Places
{
    public static bool MayBeWatched(ExpressionSyntax expression, SemanticModel model)
    {
        if (IsNoValue(expression, model) || IsTarget(expression, model) || IsFixed(expression))
            return false;

        var leavesOrWaits = expression.DescendantNodesAndSelf(n => n is not AnonymousFunctionExpressionSyntax)
            .Any(n => n is AwaitExpressionSyntax or StackAllocArrayCreationExpressionSyntax or ThrowExpressionSyntax);
        return !leavesOrWaits
            && !expression.Ancestors().Any(a => a is QueryExpressionSyntax || (a is AnonymousFunctionExpressionSyntax && IsTreeOfExpressions(model.GetTypeInfo(a).ConvertedType)));
    }

    /// <summary>Whether names are made in it that others may use.</summary>
    public static bool Declares(SyntaxNode node) => node.DescendantNodes(n => n is not AnonymousFunctionExpressionSyntax).Any(n => n is SingleVariableDesignationSyntax);

    // A type, a namespace or a method has none by itself.
    private static bool IsNoValue(ExpressionSyntax expression, SemanticModel model) => expression is TypeSyntax and not IdentifierNameSyntax
        || (expression is IdentifierNameSyntax or MemberAccessExpressionSyntax && model.GetSymbolInfo(expression).Symbol is ITypeSymbol or INamespaceSymbol or IMethodSymbol);

    // It is written to, referred to, called, or a structure that something is done to.
    private static bool IsTarget(ExpressionSyntax expression, SemanticModel model)
    {
        var at = expression;
        while (at.Parent is ParenthesizedExpressionSyntax around)
            at = around;

        return at.Parent switch
        {
            ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax or ExpressionStatementSyntax or AwaitExpressionSyntax => true,
            AssignmentExpressionSyntax assignment => assignment.Left == at,
            PrefixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
            PostfixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
            InvocationExpressionSyntax call => call.Expression == at,
            MemberAccessExpressionSyntax access => access.Name == at || IsStructure(at, model),
            ElementAccessExpressionSyntax access => access.Expression == at && IsStructure(at, model),
            MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax => true,
            ForStatementSyntax loop => loop.Condition != at,
            ArrowExpressionClauseSyntax => model.GetEnclosingSymbol(at.SpanStart) is IMethodSymbol { ReturnsVoid: true } or IMethodSymbol { ReturnsByRef: true },
            ParenthesizedLambdaExpressionSyntax or SimpleLambdaExpressionSyntax => model.GetTypeInfo(at).Type is null or { SpecialType: SpecialType.System_Void },
            _ => false,
        };
    }

    private static bool IsStructure(ExpressionSyntax expression, SemanticModel model) => model.GetTypeInfo(expression).Type is not { IsReferenceType: true };

    // Only a constant may stand there, or nothing runs.
    private static bool IsFixed(ExpressionSyntax expression) => expression.Ancestors().TakeWhile(a => a is not BlockSyntax).Any(a =>
        a is AttributeSyntax or CaseSwitchLabelSyntax or PatternSyntax or ParameterSyntax or EnumMemberDeclarationSyntax or GotoStatementSyntax or FixedStatementSyntax
        || a is FieldDeclarationSyntax { Modifiers: var fixedModifiers } && fixedModifiers.Any(SyntaxKind.ConstKeyword)
        || a is LocalDeclarationStatementSyntax { IsConst: true }
        || a is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } });

    private static bool IsTreeOfExpressions(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Expression", ContainingNamespace: { Name: "Expressions" } };
}
