using System.Text;
using Ouroboros.Techniques.Naturalness;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Learning;

/// <summary>Does to a line what an accepted fix did elsewhere, wherever its pattern fits.</summary>
internal static class PatternEdits
{
    public static IEnumerable<(SyntaxNode Node, Edit Edit)> On(SourceUnit unit, int line, RememberedFix fix)
    {
        var (first, past) = unit.NodesOn(line);
        if (first == past || fix.Before.Length == 0 || fix.Language != unit.Tree.Language.ToString())
            yield break;

        var pattern = fix.Before.Split(' ');
        var tokens = TokensOn(unit, line);
        for (var at = 0; at + pattern.Length <= tokens.Count; at++)
        {
            if (Match(unit, tokens, at, pattern) is not { } names)
                continue;

            var (start, end) = (tokens[at].Start, tokens[at + pattern.Length - 1].End);
            var text = Filled(fix.After, names);
            yield return (NodeAt(unit, first, past, start), new Edit(1, new Splice(start, end, text)));
        }
    }

    private static List<Lexeme> TokensOn(SourceUnit unit, int line)
    {
        var (start, end) = (unit.LineStart(line), unit.LineEnd(line));
        var tokens = new List<Lexeme>();
        foreach (var lexeme in unit.Lines.Lexemes)
        {
            if (lexeme.Start >= start && lexeme.End <= end && lexeme.Kind != LexemeKind.LineStart)
                tokens.Add(lexeme);
        }

        return tokens;
    }

    private static Dictionary<string, string>? Match(SourceUnit unit, List<Lexeme> tokens, int at, string[] pattern)
    {
        var names = new Dictionary<string, string>();
        for (var i = 0; i < pattern.Length; i++)
        {
            var text = unit.Text(tokens[at + i].Start, tokens[at + i].End);
            if (!IsAlias(pattern[i]))
            {
                if (pattern[i] != text)
                    return null;
            }
            else if (tokens[at + i].Kind != LexemeKind.Word || (names.TryGetValue(pattern[i], out var bound) && bound != text))
            {
                return null;
            }
            else
            {
                names[pattern[i]] = text;
            }
        }

        return names;
    }

    private static string Filled(string after, Dictionary<string, string> names)
    {
        var text = new StringBuilder();
        for (var i = 0; i < after.Length; i++)
        {
            var end = i + 1;
            while (after[i] == '$' && end < after.Length && char.IsAsciiDigit(after[end]))
                end++;

            if (names.TryGetValue(after[i..end], out var name))
                text.Append(name);
            else
                text.Append(after, i, end - i);

            i = end - 1;
        }

        return text.ToString();
    }

    private static bool IsAlias(string word) => word.Length > 1 && word[0] == '$';

    private static SyntaxNode NodeAt(SourceUnit unit, int first, int past, int start)
    {
        for (var i = first; i < past; i++)
        {
            if (unit.Tree.Row(i).Start >= start)
                return new SyntaxNode(unit.Tree, i);
        }

        return new SyntaxNode(unit.Tree, first);
    }
}
