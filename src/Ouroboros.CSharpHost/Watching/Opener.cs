using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ouroboros.CSharpHost.Watching;

/// <summary>Puts in front of each hole's expression the call that looks around.</summary>
internal sealed class Opener(IReadOnlyList<Site> sites) : CSharpSyntaxRewriter
{
    /// <summary>Marks what it put in.</summary>
    public const string Mark = "watched";

    private const string Watcher = "global::OuroborosWatch.W.";

    private static readonly SymbolDisplayFormat Whole = SymbolDisplayFormat.FullyQualifiedFormat;

    private readonly ILookup<SyntaxNode, Site> holes = sites.ToLookup(s => s.Node);
    private readonly ILookup<SyntaxNode, (Site Site, int Part)> parts = sites.SelectMany(s => s.Parts.Select((p, i) => (Node: (SyntaxNode)p, Of: (s, i)))).ToLookup(p => p.Node, p => p.Of);

    public static SyntaxTree Opened(SyntaxTree tree, IReadOnlyList<Site> sites)
    {
        var root = (CSharpSyntaxNode)new Opener(sites).Visit(tree.GetRoot())!;
        return CSharpSyntaxTree.Create(root, (CSharpParseOptions)tree.Options, tree.FilePath, tree.Encoding);
    }

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        var visited = base.Visit(node);
        if (node is not ExpressionSyntax || visited is not ExpressionSyntax expression)
            return visited;

        foreach (var (site, part) in parts[node])
            expression = Filled($"{Watcher}P({site.Number}, {part}, __expression)", expression);

        foreach (var site in holes[node])
            expression = Watched(site, expression);

        return expression;
    }

    public override SyntaxNode? VisitBlock(BlockSyntax node)
    {
        var visited = (BlockSyntax)base.VisitBlock(node)!;
        return visited.WithStatements(Guarded(node.Statements, visited.Statements));
    }

    public override SyntaxNode? VisitSwitchSection(SwitchSectionSyntax node)
    {
        var visited = (SwitchSectionSyntax)base.VisitSwitchSection(node)!;
        return visited.WithStatements(Guarded(node.Statements, visited.Statements));
    }

    private SyntaxList<StatementSyntax> Guarded(SyntaxList<StatementSyntax> original, SyntaxList<StatementSyntax> visited) => SyntaxFactory.List(
        visited.SelectMany((s, i) => holes[original[i]].Select(h => SyntaxFactory.ParseStatement($"{Watcher}G({Look(h)});").WithAdditionalAnnotations(new SyntaxAnnotation(Mark))).Append(s)));

    private static ExpressionSyntax Watched(Site site, ExpressionSyntax expression)
    {
        // What a pattern or a call declares stays assigned where it was.
        if (site.Own.SpecialType == SpecialType.System_Boolean && Places.Declares(site.Node))
        {
            return IsNegative(site.Node)
                ? Filled($"(!{Watcher}B({site.Number}, {Look(site)}, true) || (__expression) || {Watcher}S({site.Number}, false))", expression)
                : Filled($"({Watcher}B({site.Number}, {Look(site)}, false) && (__expression) && {Watcher}S({site.Number}, true))", expression);
        }

        var model = site.Model;
        var isPlain = model.GetTypeInfo(site.Node).Type is not null && !model.GetConstantValue(site.Node).HasValue;
        var type = isPlain ? "" : $"<{site.Target.ToDisplayString(Whole)}>";
        return Filled($"{Watcher}V{type}({site.Number}, {Look(site)}, __expression)", expression);
    }

    private static bool IsNegative(SyntaxNode node) => node is PrefixUnaryExpressionSyntax || node.DescendantNodes().Any(n => n is UnaryPatternSyntax);

    private static string Look(Site site) => $"{Watcher}A({site.Number}) ? {Watcher}L({site.Number}, new object[] {{ {string.Join(", ", site.Handed.Select(n => n.Text))} }}) : -1";

    private static ExpressionSyntax Filled(string shape, ExpressionSyntax expression)
    {
        var around = SyntaxFactory.ParseExpression(shape);
        var place = around.DescendantNodes().OfType<IdentifierNameSyntax>().Single(n => n.Identifier.ValueText == "__expression");
        return around.ReplaceNode(place, expression).WithAdditionalAnnotations(new SyntaxAnnotation(Mark));
    }
}
