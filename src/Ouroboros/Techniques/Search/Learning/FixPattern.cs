using System.Text;
using Ouroboros.Techniques.Naturalness;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search.Learning;

/// <summary>The edited piece before and after, with the file's own names made anonymous.</summary>
public sealed record FixPattern(string NodeKind, string Before, string After)
{
    private const int MostTokens = 24, FewestTokens = 3;

    /// <summary>The pattern of a change within one line, or null where it would not carry over.</summary>
    public static FixPattern? Of(SourceUnit unit, IReadOnlyList<SpanEdit> edits)
    {
        var (start, end) = (edits[0].Start, edits[^1].End);
        if (edits.Any(e => e.Replacement.Span.Contains((byte)'\n')) || unit.LineAt(start) != unit.LineAt(end))
            return null;

        foreach (var node in Covering(unit.Tree, start, end))
        {
            if (node.StartLine != node.EndLine)
                return null;

            var before = TokensOf(unit.Tree.Language, node.Bytes.Span);
            if (before.Count > MostTokens)
                return null;

            if (before.Count >= FewestTokens)
                return Anonymous(unit, node, before, edits);
        }

        return null;
    }

    /// <summary>Named nodes around a span, the innermost first.</summary>
    private static IEnumerable<SyntaxNode> Covering(SyntaxTree tree, int start, int end)
    {
        var inner = tree.Root;
        foreach (var node in tree.Nodes)
        {
            if (node.IsNamed && node.Start <= start && end <= node.End)
                inner = node;
        }

        return inner.Ancestors.Where(a => a.IsNamed).Prepend(inner);
    }

    private static FixPattern Anonymous(SourceUnit unit, SyntaxNode node, List<Lexeme> before, IReadOnlyList<SpanEdit> edits)
    {
        var names = new Dictionary<string, string>();
        var known = unit.Facts.Functions.SelectMany(f => f.Scope).Concat(unit.Facts.ModuleScope).Select(n => n.Name).ToHashSet();
        var text = node.Bytes.Span;
        var words = new List<string>();
        var afterDot = false;
        foreach (var lexeme in before.Where(l => l.Kind != LexemeKind.LineStart))
        {
            var word = Encoding.UTF8.GetString(text[lexeme.Start..lexeme.End]);
            if (lexeme.Kind == LexemeKind.Word && !afterDot && known.Contains(word))
            {
                if (!names.TryGetValue(word, out var alias))
                    names[word] = alias = $"${names.Count + 1}";

                word = alias;
            }

            words.Add(word);
            afterDot = word == ".";
        }

        return new FixPattern(node.Kind, string.Join(' ', words), Renamed(unit.Tree.Language, Edited(node, edits), names));
    }

    private static byte[] Edited(SyntaxNode node, IReadOnlyList<SpanEdit> edits)
    {
        var text = new MemoryStream();
        var at = node.Start;
        foreach (var edit in edits)
        {
            text.Write(node.Tree.Source.Span[at..edit.Start]);
            text.Write(edit.Replacement.Span);
            at = edit.End;
        }

        text.Write(node.Tree.Source.Span[at..node.End]);
        return text.ToArray();
    }

    private static string Renamed(Language language, byte[] text, Dictionary<string, string> names)
    {
        var renamed = new StringBuilder();
        var at = 0;
        foreach (var lexeme in TokensOf(language, text).Where(l => l.Kind == LexemeKind.Word))
        {
            var word = Encoding.UTF8.GetString(text.AsSpan(lexeme.Start..lexeme.End));
            var afterDot = lexeme.Start > 0 && text[lexeme.Start - 1] == '.';
            renamed.Append(Encoding.UTF8.GetString(text.AsSpan(at..lexeme.Start)));
            renamed.Append(!afterDot && names.TryGetValue(word, out var alias) ? alias : word);
            at = lexeme.End;
        }

        return renamed.Append(Encoding.UTF8.GetString(text.AsSpan(at))).ToString();
    }

    private static List<Lexeme> TokensOf(Language language, ReadOnlySpan<byte> text)
    {
        var tokens = new List<Lexeme>();
        Lexer.For(language).Read(text, tokens);
        tokens.RemoveAll(t => t.Kind == LexemeKind.LineStart);
        return tokens;
    }
}
