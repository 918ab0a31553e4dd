using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Ouroboros.CSharpHost.Compiling;

/// <summary>What an edit does to one file.</summary>
/// <param name="Old">Null where the file is new.</param>
/// <param name="Fresh">Null where it is taken away.</param>
/// <param name="Gone">Of the old text, what stands there no longer.</param>
/// <param name="Come">Of the new text, what stands there instead.</param>
internal sealed record TreeChange(SyntaxTree? Old, SyntaxTree? Fresh, TextSpan Gone, TextSpan Come)
{
    public static TreeChange Removed(SyntaxTree old) => new(old, null, old.GetRoot().FullSpan, default);

    public static TreeChange Added(SyntaxTree fresh) => new(null, fresh, default, fresh.GetRoot().FullSpan);

    /// <summary>The compiler is told what differs, so that it parses no more than that.</summary>
    public static TreeChange Of(SyntaxTree old, byte[] content)
    {
        var text = old.GetText();
        var before = text.ToString();
        var after = SourceText.From(content, content.Length, old.Encoding).ToString();
        var (start, end) = Alike(before, after);
        var (gone, come) = (TextSpan.FromBounds(start, before.Length - end), TextSpan.FromBounds(start, after.Length - end));
        return new TreeChange(old, old.WithChangedText(text.WithChanges(new TextChange(gone, after[come.Start..come.End]))), gone, come);
    }

    /// <summary>Whether other projects may have to be compiled anew: a signature changed, or a constant that is copied into its users.</summary>
    public bool ChangesSurface => Old is null || Fresh is null || !IsWithinBody(Old, Gone) || !IsWithinBody(Fresh, Come);

    /// <summary>Where to look first for what is wrong with it.</summary>
    public TextSpan Member => Fresh is null || Old is null ? Come : NodeAt(Fresh, Come).AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault()?.FullSpan ?? Come;

    /// <summary>How many characters are the same at the start and at the end.</summary>
    private static (int Start, int End) Alike(string before, string after)
    {
        var start = before.AsSpan().CommonPrefixLength(after);

        // Two that are one line break, or one character, stay together.
        if (start > 0 && before[start - 1] is '\r' or (>= '\ud800' and <= '\udbff'))
            start--;

        var most = Math.Min(before.Length, after.Length) - start;
        var end = 0;
        while (end < most && before[^(end + 1)] == after[^(end + 1)])
            end++;

        return (start, end > 0 && before[^end] is '\n' or (>= '\udc00' and <= '\udfff') ? end - 1 : end);
    }

    private static bool IsWithinBody(SyntaxTree tree, TextSpan span) =>
        span.IsEmpty || NodeAt(tree, span).AncestorsAndSelf().Any(n => Body(n) is { } body && body.Contains(span));

    /// <summary>What lies within a node that is a body; null where it is none.</summary>
    public static TextSpan? Body(SyntaxNode node) => node switch
    {
        BlockSyntax block => TextSpan.FromBounds(block.OpenBraceToken.Span.End, block.CloseBraceToken.SpanStart),
        ArrowExpressionClauseSyntax arrow => TextSpan.FromBounds(arrow.ArrowToken.Span.End, arrow.FullSpan.End),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } } value when !field.Modifiers.Any(SyntaxKind.ConstKeyword) =>
            TextSpan.FromBounds(value.EqualsToken.Span.End, value.FullSpan.End),
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } value => TextSpan.FromBounds(value.EqualsToken.Span.End, value.FullSpan.End),
        _ => null,
    };

    public static SyntaxNode NodeAt(SyntaxTree tree, TextSpan span)
    {
        var root = tree.GetRoot();
        var within = TextSpan.FromBounds(Math.Clamp(span.Start, 0, root.FullSpan.End), Math.Clamp(span.End, 0, root.FullSpan.End));
        return root.FindNode(within, getInnermostNodeForTie: true);
    }
}
