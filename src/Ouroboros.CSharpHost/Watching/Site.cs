using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Ouroboros.CSharpHost.Compiling;

namespace Ouroboros.CSharpHost.Watching;

/// <summary>A hole where it stands in the program, as the compiler understands it.</summary>
/// <param name="Node">An expression, or the statement that a question may be missing before.</param>
/// <param name="Target">The type that is wanted there.</param>
/// <param name="Own">The type that the expression has by itself.</param>
/// <param name="Parts">Pieces of the expression whose value only the program knows.</param>
internal sealed record Site(
    int Number, Hole Hole, SyntaxNode Node, SemanticModel Model, ITypeSymbol Target, ITypeSymbol Own, IReadOnlyList<SeenName> Names, IReadOnlyList<ExpressionSyntax> Parts)
{
    private const int MostParts = 6, LongestPart = 80;

    /// <summary>The names that are handed over.</summary>
    public IReadOnlyList<SeenName> Handed => [.. Names.Where(n => n.Constant is null)];

    /// <summary>The hole's site, or null where it is not to be watched.</summary>
    public static Site? Of(int number, Hole hole, ProjectCode project, SyntaxTree tree)
    {
        if (Span(tree, hole) is not { } span)
            return null;

        var model = project.ModelOf(tree);
        var found = tree.GetRoot().FindNode(span, getInnermostNodeForTie: true);
        if (hole.Kind == HoleKind.Guard)
        {
            var statement = found.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault(s => s.SpanStart == span.Start && s.Parent is BlockSyntax or SwitchSectionSyntax);
            var truth = model.Compilation.GetSpecialType(SpecialType.System_Boolean);
            return statement is null or LocalFunctionStatementSyntax ? null : new Site(number, hole, statement, model, truth, truth, Scope.At(statement, model, hole.Near), []);
        }

        var expression = found.AncestorsAndSelf().TakeWhile(n => n.Span == span).OfType<ExpressionSyntax>().LastOrDefault(e => e is not ParenthesizedExpressionSyntax);
        return expression is null || !Places.MayBeWatched(expression, model) ? null : OfExpression(number, hole, expression, model);
    }

    private static Site? OfExpression(int number, Hole hole, ExpressionSyntax expression, SemanticModel model)
    {
        var type = model.GetTypeInfo(expression);
        var target = model.GetConversion(expression).IsUserDefined ? type.Type : type.ConvertedType ?? type.Type;
        if (target is null || !Scope.MayBeHeld(target) || (type.Type is { } own && !Scope.MayBeHeld(own)))
            return null;

        var parts = expression.DescendantNodes(n => n is not AnonymousFunctionExpressionSyntax).OfType<ExpressionSyntax>()
            .Where(e => e is InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax && e.Span.Length <= LongestPart && IsPart(e, model)).Take(MostParts);
        return new Site(number, hole, expression, model, target, type.Type ?? target, Scope.At(expression, model, hole.Near), [.. parts]);
    }

    private static bool IsPart(ExpressionSyntax piece, SemanticModel model) =>
        Places.MayBeWatched(piece, model) && !Places.Declares(piece) && model.GetTypeInfo(piece).Type is { } type && Scope.MayBeHeld(type) && !model.GetConstantValue(piece).HasValue
        && piece.SyntaxTree.GetText().Lines.GetLinePositionSpan(piece.Span) is var lines && lines.Start.Line == lines.End.Line;

    private static Microsoft.CodeAnalysis.Text.TextSpan? Span(SyntaxTree tree, Hole hole)
    {
        var text = tree.GetText();
        return Offset(hole.Start) is { } start && Offset(hole.End) is { } end && start <= end ? Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, end) : null;

        int? Offset((int Line, int Column) place)
        {
            if (place.Line < 1 || place.Line > text.Lines.Count)
                return null;

            var line = text.Lines[place.Line - 1];
            var bytes = Encoding.UTF8.GetBytes(text.ToString(line.Span));
            return place.Column <= bytes.Length ? line.Start + Encoding.UTF8.GetCharCount(bytes, 0, place.Column) : null;
        }
    }
}
