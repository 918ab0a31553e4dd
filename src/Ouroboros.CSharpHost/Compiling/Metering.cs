using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ouroboros.CSharpHost.Compiling;

/// <summary>
/// Writes meters into a tree: one tick at each function entry and loop turn, so that endless loops end by count and not by clock; for
/// tracing also a mark before each statement.
/// </summary>
/// <param name="places">Takes the lines of each mark; null where nothing is marked.</param>
/// <param name="branches">By where a member starts: what its body may be instead.</param>
internal sealed class Metering(PlaceList? places, string path, ILookup<int, Branch>? branches = null) : CSharpSyntaxRewriter
{
    public static SyntaxTree Of(SyntaxTree tree, PlaceList? places, string path, ILookup<int, Branch>? branches = null)
    {
        var root = (CSharpSyntaxNode)new Metering(places, path, branches).Visit(tree.GetRoot())!;
        return CSharpSyntaxTree.Create(root, (CSharpParseOptions)tree.Options, tree.FilePath, tree.Encoding);
    }

    public override SyntaxNode? VisitBlock(BlockSyntax node)
    {
        var visited = (BlockSyntax)base.VisitBlock(node)!;
        return visited.WithStatements(SyntaxFactory.List(Marked(node.Statements, visited.Statements)));
    }

    public override SyntaxNode? VisitSwitchSection(SwitchSectionSyntax node)
    {
        var visited = (SwitchSectionSyntax)base.VisitSwitchSection(node)!;
        return visited.WithStatements(SyntaxFactory.List(Marked(node.Statements, visited.Statements)));
    }

    public override SyntaxNode? VisitIfStatement(IfStatementSyntax node)
    {
        var visited = (IfStatementSyntax)base.VisitIfStatement(node)!;
        return visited.WithStatement(Held(node.Statement, visited.Statement, null));
    }

    public override SyntaxNode? VisitElseClause(ElseClauseSyntax node)
    {
        var visited = (ElseClauseSyntax)base.VisitElseClause(node)!;
        return visited.WithStatement(Held(node.Statement, visited.Statement, null));
    }

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        var visited = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return visited.WithStatement(Held(node.Statement, visited.Statement, Meter.Turn));
    }

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        var visited = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return visited.WithStatement(Held(node.Statement, visited.Statement, Meter.Turn));
    }

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node)
    {
        var visited = (ForStatementSyntax)base.VisitForStatement(node)!;
        return visited.WithStatement(Held(node.Statement, visited.Statement, Meter.Turn));
    }

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node)
    {
        var visited = (ForEachStatementSyntax)base.VisitForEachStatement(node)!;
        return visited.WithStatement(Held(node.Statement, visited.Statement, Meter.Turn));
    }

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        var visited = (ForEachVariableStatementSyntax)base.VisitForEachVariableStatement(node)!;
        return visited.WithStatement(Held(node.Statement, visited.Statement, Meter.Turn));
    }

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        return Whole(node, visited.Body, node.ExpressionBody, visited.ExpressionBody, Answers(node.ReturnType, node.Modifiers)) is { } body
            ? visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body) : visited;
    }

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        var visited = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        return Whole(node, visited.Body, node.ExpressionBody, visited.ExpressionBody, Answers(node.ReturnType, node.Modifiers)) is { } body
            ? visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body) : visited;
    }

    public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        var visited = (ConstructorDeclarationSyntax)base.VisitConstructorDeclaration(node)!;
        return Whole(node, visited.Body, node.ExpressionBody, visited.ExpressionBody, answers: false) is { } body
            ? visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body) : visited;
    }

    public override SyntaxNode? VisitOperatorDeclaration(OperatorDeclarationSyntax node)
    {
        var visited = (OperatorDeclarationSyntax)base.VisitOperatorDeclaration(node)!;
        return Whole(node, visited.Body, node.ExpressionBody, visited.ExpressionBody, Answers(node.ReturnType, node.Modifiers)) is { } body
            ? visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body) : visited;
    }

    public override SyntaxNode? VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node)
    {
        var visited = (ConversionOperatorDeclarationSyntax)base.VisitConversionOperatorDeclaration(node)!;
        return Whole(node, visited.Body, node.ExpressionBody, visited.ExpressionBody, answers: true) is { } body
            ? visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body) : visited;
    }

    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        var visited = (AccessorDeclarationSyntax)base.VisitAccessorDeclaration(node)!;
        return Whole(node, visited.Body, node.ExpressionBody, visited.ExpressionBody, node.IsKind(SyntaxKind.GetAccessorDeclaration)) is { } body
            ? visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body) : visited;
    }

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        var visited = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
        return Whole(node, null, node.ExpressionBody, visited.ExpressionBody, answers: true) is { } body
            ? visited.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(body)) : visited;
    }

    public override SyntaxNode? VisitIndexerDeclaration(IndexerDeclarationSyntax node)
    {
        var visited = (IndexerDeclarationSyntax)base.VisitIndexerDeclaration(node)!;
        return Whole(node, null, node.ExpressionBody, visited.ExpressionBody, answers: true) is { } body
            ? visited.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(body)) : visited;
    }

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        var visited = (ParenthesizedLambdaExpressionSyntax)base.VisitParenthesizedLambdaExpression(node)!;
        return Whole(node, visited.Block, null, null, answers: false) is { } block ? visited.WithBlock(block) : visited;
    }

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        var visited = (SimpleLambdaExpressionSyntax)base.VisitSimpleLambdaExpression(node)!;
        return Whole(node, visited.Block, null, null, answers: false) is { } block ? visited.WithBlock(block) : visited;
    }

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) => Listed(node, (TypeDeclarationSyntax)base.VisitClassDeclaration(node)!);

    public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node) => Listed(node, (TypeDeclarationSyntax)base.VisitStructDeclaration(node)!);

    public override SyntaxNode? VisitRecordDeclaration(RecordDeclarationSyntax node) => Listed(node, (TypeDeclarationSyntax)base.VisitRecordDeclaration(node)!);

    public override SyntaxNode? VisitInterfaceDeclaration(InterfaceDeclarationSyntax node) => Listed(node, (TypeDeclarationSyntax)base.VisitInterfaceDeclaration(node)!);

    // A member of an attribute or a constant never runs; what stands in it stays as it is.
    public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) => node;

    /// <summary>A type that keeps something for each type it is made with says so of each: nobody else could tell which there are.</summary>
    private TypeDeclarationSyntax Listed(TypeDeclarationSyntax node, TypeDeclarationSyntax visited)
    {
        if (!node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Any(t => t.TypeParameterList is not null) || !node.Members.Any(Keeps))
            return visited;

        var parameters = node.TypeParameterList is { } list ? $"<{string.Join(", ", list.Parameters.Select(p => p.Identifier.Text))}>" : "";
        return visited.WithMembers(visited.Members.Insert(0, Meter.Listing(node.Identifier.Text + parameters, $"{path}_{node.SpanStart}")));
    }

    private static bool Keeps(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.StaticKeyword) && member switch
    {
        PropertyDeclarationSyntax property => property.AccessorList?.Accessors.Any(a => a is { Body: null, ExpressionBody: null }) ?? false,
        _ => member is BaseFieldDeclarationSyntax,
    };

    private static BlockSyntax Entered(BlockSyntax body) => body.WithStatements(body.Statements.Insert(0, Meter.Entry));

    private static AccessorListSyntax Getter(BlockSyntax body) =>
        SyntaxFactory.AccessorList(SyntaxFactory.SingletonList(SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, body)));

    /// <summary>What a member does: all that it may do, where there is a choice. Null where it does nothing itself.</summary>
    private BlockSyntax? Whole(
        CSharpSyntaxNode member, BlockSyntax? body, ArrowExpressionClauseSyntax? original, ArrowExpressionClauseSyntax? arrow, bool answers)
    {
        var whole = arrow is not null ? Opened(original!, arrow, answers) : body is not null ? Entered(body) : null;
        if (whole is null || branches is null || !branches.Contains(member.SpanStart))
            return whole;

        var others = branches[member.SpanStart].Select(b => (b.Number, Body: Branch.BodyOf(new Metering(null, path).Visit(b.Member)!)!)).ToList();
        return SyntaxFactory.Block(Meter.Hit(others[0].Number), others.Aggregate((StatementSyntax)whole, (rest, other) => Meter.Choice(other.Number, Branch.Marked(other.Body, other.Number), rest)));
    }

    /// <summary>A block that does what an arrow did.</summary>
    private BlockSyntax Opened(ArrowExpressionClauseSyntax original, ArrowExpressionClauseSyntax arrow, bool answers)
    {
        StatementSyntax does = arrow.Expression switch
        {
            ThrowExpressionSyntax thrown => SyntaxFactory.ThrowStatement(thrown.Expression),
            var value when answers => SyntaxFactory.ReturnStatement(value),
            var value => SyntaxFactory.ExpressionStatement(value),
        };
        return places is null
            ? SyntaxFactory.Block(Meter.Entry, does)
            : SyntaxFactory.Block(Meter.Entry, Meter.Line(places.Add(path, original.Expression)), does);
    }

    private static bool Answers(TypeSyntax type, SyntaxTokenList modifiers)
    {
        if (type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword })
            return false;

        // An async one that promises no value awaits and gives nothing back.
        var name = type is QualifiedNameSyntax qualified ? qualified.Right : type;
        return !(modifiers.Any(SyntaxKind.AsyncKeyword) && name is IdentifierNameSyntax);
    }

    private IEnumerable<StatementSyntax> Marked(SyntaxList<StatementSyntax> original, SyntaxList<StatementSyntax> visited)
    {
        for (var i = 0; i < visited.Count; i++)
        {
            if (places is not null && original[i] is not (LocalFunctionStatementSyntax or LabeledStatementSyntax or BlockSyntax or EmptyStatementSyntax))
                yield return Meter.Line(places.Add(path, original[i]));

            yield return visited[i];
        }
    }

    /// <summary>A statement that an <c>if</c> or a loop holds, with what goes before it.</summary>
    private StatementSyntax Held(StatementSyntax original, StatementSyntax visited, StatementSyntax? first)
    {
        if (visited is BlockSyntax block)
            return first is null ? block : block.WithStatements(block.Statements.Insert(0, first));

        if (first is null && places is null)
            return visited;

        var inside = new List<StatementSyntax>();
        if (first is not null)
            inside.Add(first);

        if (places is not null && original is not EmptyStatementSyntax)
            inside.Add(Meter.Line(places.Add(path, original)));

        inside.Add(visited);
        return SyntaxFactory.Block(inside);
    }
}
