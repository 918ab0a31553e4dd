using Ouroboros.Techniques.Naturalness;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>How much a patch changes, whatever the spans it was written in.</summary>
internal static class PatchSize
{
    public static int InTokens(SyntaxTree before, IReadOnlyList<SpanEdit> edits)
    {
        var lexer = Lexer.For(before.Language);
        return edits.Sum(e => Changed(Read(lexer, before.Source.Span[e.Start..e.End]), Read(lexer, e.Replacement.Span)));
    }

    private static int Changed(List<Lexeme> old, List<Lexeme> fresh)
    {
        var shortest = Math.Min(old.Count, fresh.Count);
        int head = 0, tail = 0;
        while (head < shortest && old[head].Hash == fresh[head].Hash)
            head++;

        while (tail < shortest - head && old[^(tail + 1)].Hash == fresh[^(tail + 1)].Hash)
            tail++;

        return Math.Max(old.Count, fresh.Count) - head - tail;
    }

    private static List<Lexeme> Read(Lexer lexer, ReadOnlySpan<byte> text)
    {
        var tokens = new List<Lexeme>();
        lexer.Read(text, tokens);
        tokens.RemoveAll(t => t.Kind == LexemeKind.LineStart);
        return tokens;
    }
}
