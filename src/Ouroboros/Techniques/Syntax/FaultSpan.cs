namespace Ouroboros.Techniques.Syntax;

/// <summary>A fault as a parser sees it, in bytes alone.</summary>
/// <param name="At">Where a person should look; within or at the end of the span.</param>
/// <param name="Marked">How many bytes from there the caret underlines, on that line.</param>
public readonly record struct FaultSpan(int Start, int Length, int At, int Marked, string? Missing)
{
    /// <summary>What is wrong, where the parser knows better than that text is missing or unexpected.</summary>
    public string? Says { get; init; }

    /// <summary>Gives faults their lines, columns and excerpts in one pass over the text.</summary>
    public static IReadOnlyList<SyntaxFault> Locate(ReadOnlySpan<byte> utf8, IReadOnlyList<FaultSpan> spans)
    {
        var faults = new SyntaxFault[spans.Count];
        var position = new TextPosition(utf8);
        foreach (var i in Enumerable.Range(0, spans.Count).OrderBy(i => spans[i].At))
        {
            var span = spans[i];
            position.AdvanceTo(span.At);
            var excerpt = LineExcerpt.Of(utf8, position.LineStart, span.At, span.Marked);
            faults[i] = new SyntaxFault(span.Start, span.Length, position.Line, position.Column, span.Missing, excerpt.Text)
            {
                Caret = excerpt.Caret,
                Says = span.Says,
            };
        }

        return faults;
    }
}
