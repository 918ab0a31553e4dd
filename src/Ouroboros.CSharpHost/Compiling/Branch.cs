using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Ouroboros.CSharpHost.Compiling;

/// <summary>An edit within the body of one member, so that it may stand beside others of its kind.</summary>
/// <param name="Number">Which edit it belongs to; none is 0.</param>
/// <param name="Old">The file that it edits.</param>
/// <param name="Member">The member, edited.</param>
internal sealed record Branch(int Number, SyntaxTree Old, SyntaxNode Member)
{
    private const string Mark = "branch";

    /// <summary>The branch that an edit is, or null where it does not keep to one body, or makes another kind of member of it.</summary>
    public static Branch? Of(int number, TreeChange change)
    {
        if (change is not { Old: { } old, Fresh: { } fresh } || MemberAt(old, change.Gone) is not { } before || MemberAt(fresh, change.Come) is not { } after)
            return null;

        return before.RawKind == after.RawKind && before.SpanStart == after.SpanStart && Yields(before) == Yields(after) ? new Branch(number, old, after) : null;
    }

    /// <summary>A body that can be told again by what the compiler says of it.</summary>
    public static BlockSyntax Marked(BlockSyntax body, int number) =>
        body.WithAdditionalAnnotations(new SyntaxAnnotation(Mark, number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Members of a file by where they start, each with its branches.</summary>
    public static ILookup<int, Branch> ByMember(IEnumerable<Branch> branches) => branches.ToLookup(b => b.Member.SpanStart);

    /// <summary>The members of a tree that have branches, and which.</summary>
    public static ILookup<SyntaxNode, int> In(SyntaxTree tree) => tree.GetRoot().GetAnnotatedNodes(Mark)
        .ToLookup(n => n.Ancestors().First(IsMember), n => int.Parse(n.GetAnnotations(Mark).Single().Data!, CultureInfo.InvariantCulture));

    /// <summary>The branch that a place lies in, or null.</summary>
    public static int? At(SyntaxTree tree, TextSpan span) => tree.GetRoot().FindNode(span, getInnermostNodeForTie: true).AncestorsAndSelf()
        .SelectMany(n => n.GetAnnotations(Mark)).FirstOrDefault() is { Data: { } number } ? int.Parse(number, CultureInfo.InvariantCulture) : null;

    public static BlockSyntax? BodyOf(SyntaxNode member) => member switch
    {
        BaseMethodDeclarationSyntax method => method.Body,
        AccessorDeclarationSyntax accessor => accessor.Body,
        AnonymousFunctionExpressionSyntax function => function.Block,
        BasePropertyDeclarationSyntax { AccessorList.Accessors: [{ } getter] } => getter.Body,
        _ => null,
    };

    private static bool IsMember(SyntaxNode node) =>
        node is MethodDeclarationSyntax or ConstructorDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax or AccessorDeclarationSyntax
            or PropertyDeclarationSyntax { ExpressionBody: not null } or IndexerDeclarationSyntax { ExpressionBody: not null }
            or LambdaExpressionSyntax { Block: not null, Parent: EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } } };

    private static SyntaxNode? MemberAt(SyntaxTree tree, TextSpan span) =>
        TreeChange.NodeAt(tree, span).AncestorsAndSelf().FirstOrDefault(n => IsMember(n) && n.ChildNodes().Select(TreeChange.Body).Any(b => b?.Contains(span) ?? false));

    private static bool Yields(SyntaxNode member) => member.DescendantNodes().Any(n => n is YieldStatementSyntax);
}
