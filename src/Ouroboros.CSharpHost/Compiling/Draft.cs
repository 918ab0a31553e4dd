using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Ouroboros.CSharpHost.Compiling;

/// <summary>A project with an edit. The members that the edit touches are checked before anything is emitted: most that is wrong is wrong there.</summary>
internal sealed class Draft(ProjectCode project, CSharpCompilation plain, Func<CSharpCompilation> metered, IReadOnlyList<(SyntaxTree Old, SyntaxTree New)> changed)
{
    /// <summary>The assembly, or null and why it does not compile.</summary>
    public byte[]? Compile(out string? error)
    {
        foreach (var (old, fresh) in changed)
        {
            error = Faults.First(fresh.GetDiagnostics());
            if (error is not null)
                return null;

            var model = plain.GetSemanticModel(fresh);
            foreach (var span in fresh.GetChangedSpans(old))
            {
                error = Faults.First(model.GetDiagnostics(MemberAround(fresh, span)));
                if (error is not null)
                    return null;
            }
        }

        return project.Emitted(metered(), out error);
    }

    /// <summary>Every fault of the edited project.</summary>
    public IEnumerable<Diagnostic> Errors() => Faults.In(plain.GetDiagnostics());

    /// <summary>Whether other projects may have to be compiled anew: a signature changed, or a constant that is copied into its users.</summary>
    public bool ChangesSurface => changed.Any(c => c.New.GetChangedSpans(c.Old).Any(s => !IsWithinBody(c.New, s)));

    private static bool IsWithinBody(SyntaxTree tree, TextSpan span)
    {
        var node = NodeAt(tree, span);
        return node.AncestorsAndSelf().Any(a => a is BlockSyntax or ArrowExpressionClauseSyntax
            || (a is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } } && !field.Modifiers.Any(SyntaxKind.ConstKeyword))
            || a is EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax });
    }

    private static TextSpan MemberAround(SyntaxTree tree, TextSpan span) =>
        NodeAt(tree, span).AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault()?.FullSpan ?? span;

    private static SyntaxNode NodeAt(SyntaxTree tree, TextSpan span)
    {
        var root = tree.GetRoot();
        var within = TextSpan.FromBounds(Math.Clamp(span.Start, 0, root.FullSpan.End), Math.Clamp(span.End, 0, root.FullSpan.End));
        return root.FindNode(within, getInnermostNodeForTie: true);
    }
}
