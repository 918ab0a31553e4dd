using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Refinement;

/// <summary>Finds what can be masked in a file: every span that touches a suspicious line, by level.</summary>
public static class SpanMasks
{
    // Longer than any answer that is taken; and more spans than steps will ever choose among.
    private const int Longest = 16 << 10, MostSpans = 20_000;

    /// <param name="suspicion">By line, counted from 1.</param>
    /// <returns>In the order of the text, each once a level.</returns>
    public static IReadOnlyList<MaskSpan> Of(SyntaxTree tree, IReadOnlyDictionary<int, double> suspicion)
    {
        var spans = new List<MaskSpan>();
        var seen = new HashSet<(MaskLevel, int, int)>();
        int[] lines = [.. suspicion.Keys.Order()];
        foreach (var node in tree.Nodes)
        {
            if (node.IsError || node.Length == 0 || !Touches(lines, node.StartLine, node.EndLine) || IsDocumentation(node) || IsDocumentation(node.Parent))
                continue;

            foreach (var (level, first, last) in LevelsOf(node))
            {
                var span = Span(level, first, last, lines, suspicion);
                if (span is { Length: > 0 and <= Longest, Suspicion: > 0 } && spans.Count < MostSpans && seen.Add((level, span.Start, span.End)))
                    spans.Add(span);
            }
        }

        return spans;
    }

    private static IEnumerable<(MaskLevel Level, SyntaxNode First, SyntaxNode Last)> LevelsOf(SyntaxNode node)
    {
        // The list that some grammars put into a block has the same content.
        if (MaskKinds.IsBody(node) && Content(node) is var (first, last) && !MaskKinds.IsBody(first))
            yield return (IsOfFunction(node) ? MaskLevel.Function : MaskLevel.Block, first, last);

        if (node.Field == "body" && !MaskKinds.IsBody(node) && node.Parent is { } holder && MaskKinds.IsFunction(holder) && MaskKinds.IsExpression(node))
            yield return (MaskLevel.Function, node, node);

        if (MaskKinds.IsStatement(node))
            yield return (MaskLevel.Statement, node, node);

        if (MaskKinds.IsCondition(node))
            yield return (MaskLevel.Condition, node, node);

        if (MaskKinds.IsExpression(node))
            yield return (MaskLevel.Expression, node, node);
    }

    private static bool IsOfFunction(SyntaxNode body) =>
        body.Parent is { } parent && (MaskKinds.IsFunction(parent) || (MaskKinds.IsBody(parent) && IsOfFunction(parent, body)));

    // Some grammars put a list of statements into the block.
    private static bool IsOfFunction(SyntaxNode outer, SyntaxNode list) =>
        list.Kind == "statement_list" && outer.Parent is { } function && MaskKinds.IsFunction(function);

    /// <summary>The first and last statement of a body, without braces and without the text that describes a function: that is what it shall do.</summary>
    private static (SyntaxNode First, SyntaxNode Last)? Content(SyntaxNode body)
    {
        SyntaxNode? first = null, last = null;
        foreach (var child in body.NamedChildren.SkipWhile(c => IsDocumentation(c)))
        {
            first ??= child;
            last = child;
        }

        return first is { } from && last is { } to ? (from, to) : null;
    }

    private static bool IsDocumentation(SyntaxNode? node) =>
        node is { Kind: "expression_statement", Tree.Language: Language.Python } statement && statement.NamedChildren.Take(2).ToList() is [{ Kind: "string" }];

    private static MaskSpan Span(MaskLevel level, SyntaxNode first, SyntaxNode last, int[] lines, IReadOnlyDictionary<int, double> suspicion)
    {
        var most = 0.0;
        for (var i = From(lines, first.StartLine); i < lines.Length && lines[i] <= last.EndLine; i++)
            most = Math.Max(most, suspicion[lines[i]]);

        return new MaskSpan(level, first.Start, last.End, first.StartLine, last.EndLine, Math.Min(most, 1));
    }

    private static bool Touches(int[] lines, int from, int to) => From(lines, from) is var at && at < lines.Length && lines[at] <= to;

    /// <summary>The first that is not before a line.</summary>
    private static int From(int[] lines, int line) => Array.BinarySearch(lines, line) is var found && found >= 0 ? found : ~found;
}
