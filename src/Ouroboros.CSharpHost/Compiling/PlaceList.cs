using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ouroboros.CSharpHost.Compiling;

/// <summary>The lines of a file that one mark stands for, counted from 1.</summary>
internal readonly record struct Place(string Path, int From, int To);

/// <summary>All marks of a program by their number.</summary>
internal sealed class PlaceList
{
    private readonly List<Place> places = [];

    public int Count => places.Count;

    public Place this[int at] => places[at];

    /// <summary>The lines that run when a statement is reached: of one that holds others, only its head.</summary>
    public int Add(string path, SyntaxNode node)
    {
        var lines = node.GetLocation().GetLineSpan();
        var to = HeadEnd(node) is { } end ? node.SyntaxTree.GetLineSpan(new Microsoft.CodeAnalysis.Text.TextSpan(end, 0)).EndLinePosition.Line : lines.EndLinePosition.Line;
        places.Add(new Place(path, lines.StartLinePosition.Line + 1, to + 1));
        return places.Count - 1;
    }

    private static int? HeadEnd(SyntaxNode node) => node switch
    {
        IfStatementSyntax s => s.CloseParenToken.SpanStart,
        WhileStatementSyntax s => s.CloseParenToken.SpanStart,
        ForStatementSyntax s => s.CloseParenToken.SpanStart,
        CommonForEachStatementSyntax s => s.CloseParenToken.SpanStart,
        SwitchStatementSyntax s => s.OpenBraceToken.SpanStart,
        UsingStatementSyntax s => s.CloseParenToken.SpanStart,
        LockStatementSyntax s => s.CloseParenToken.SpanStart,
        DoStatementSyntax s => s.DoKeyword.SpanStart,
        TryStatementSyntax s => s.TryKeyword.SpanStart,
        CheckedStatementSyntax s => s.Keyword.SpanStart,
        FixedStatementSyntax s => s.CloseParenToken.SpanStart,
        UnsafeStatementSyntax s => s.UnsafeKeyword.SpanStart,
        _ => null,
    };
}
