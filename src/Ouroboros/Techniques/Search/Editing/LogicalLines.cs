using System.Text;
using Ouroboros.Techniques.Naturalness;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>
/// A file's tokens by logical line, so that the token stream an edit leads to is hashed, and its naturalness weighed, by reading
/// again only the lines it touches.
/// </summary>
public sealed class LogicalLines
{
    private const ulong Base = 0x9e3779b97f4a7c15UL;

    private readonly Lexer lexer;
    private readonly ReadOnlyMemory<byte> source;
    private readonly Lexeme[] lexemes;

    // First lexeme and first byte of each logical line, and the hash of all lines before it.
    private readonly int[] firstLexeme;
    private readonly int[] firstByte;
    private readonly ulong[] before;
    private readonly ulong[] powers;

    public LogicalLines(SyntaxTree tree)
    {
        source = tree.Source;
        lexer = Lexer.For(tree.Language);
        var list = new List<Lexeme>(source.Length / 4);
        lexer.Read(source.Span, list);
        lexemes = [.. list];
        firstLexeme = [.. Enumerable.Range(0, lexemes.Length).Where(i => lexemes[i].Kind == LexemeKind.LineStart), lexemes.Length];
        firstByte = [.. firstLexeme.Select(i => i < lexemes.Length ? lexemes[i].Start : source.Length)];
        // What stands before the first line, such as a comment, belongs to it.
        firstByte[0] = 0;
        before = new ulong[firstLexeme.Length];
        powers = new ulong[firstLexeme.Length + 1];
        powers[0] = 1;
        for (var i = 0; i < firstLexeme.Length; i++)
            powers[i + 1] = powers[i] * Base;

        for (var i = 1; i < firstLexeme.Length; i++)
            before[i] = (before[i - 1] * Base) + HashOfLine(lexemes.AsSpan(firstLexeme[i - 1]..firstLexeme[i]));
    }

    public ReadOnlySpan<Lexeme> Lexemes => lexemes;

    /// <summary>The hash of the file as it stands.</summary>
    public ulong Hash => before[^1];

    /// <summary>What the file's tokens would be after an edit, by hash, and the tokens of the lines it touches, old and new.</summary>
    public Rewriting Rewrite(IReadOnlyList<Splice> splices)
    {
        var first = Math.Max(0, LineOf(splices[0].Start));
        var last = Math.Max(first, LineOf(splices[^1].End));
        if (firstLexeme.Length == 1)
            return new Rewriting(Hash, default, []);

        var fresh = Spliced(firstByte[first], firstByte[last + 1], splices);
        var tokens = new List<Lexeme>(64);
        lexer.Read(fresh, tokens);

        var hash = before[first];
        var start = 0;
        for (var i = 1; i <= tokens.Count; i++)
        {
            if (i < tokens.Count && tokens[i].Kind != LexemeKind.LineStart)
                continue;

            hash = (hash * Base) + HashOfLine(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tokens)[start..i]);
            start = i;
        }

        var after = firstLexeme.Length - 1 - (last + 1);
        hash = (hash * powers[after]) + (before[^1] - (before[last + 1] * powers[after]));
        return new Rewriting(hash, lexemes.AsMemory(firstLexeme[first]..firstLexeme[last + 1]), tokens);
    }

    private byte[] Spliced(int from, int to, IReadOnlyList<Splice> splices)
    {
        var text = source.Span;
        var length = Math.Max(to, splices[^1].End) - from;
        foreach (var splice in splices)
            length += Encoding.UTF8.GetByteCount(splice.Text) - (splice.End - splice.Start);

        var spliced = new byte[length];
        int at = from, written = 0;
        foreach (var splice in splices)
        {
            text[at..splice.Start].CopyTo(spliced.AsSpan(written));
            written += splice.Start - at;
            written += Encoding.UTF8.GetBytes(splice.Text, spliced.AsSpan(written));
            at = splice.End;
        }

        text[at..Math.Max(at, to)].CopyTo(spliced.AsSpan(written));
        return spliced;
    }

    private int LineOf(int offset)
    {
        var found = Array.BinarySearch(firstByte, 0, firstByte.Length - 1, offset);
        return found >= 0 ? found : ~found - 1;
    }

    private static ulong HashOfLine(ReadOnlySpan<Lexeme> line)
    {
        var hash = 0UL;
        var skipTo = -1;
        for (var i = 0; i < line.Length; i++)
        {
            if (i == skipTo || IsIdleOpening(line, i))
            {
                skipTo = i == skipTo ? -1 : i + 2;
                continue;
            }

            hash = (hash * Base) ^ line[i].Hash;
            hash = (hash << 23) | (hash >> 41);
        }

        return hash;
    }

    private static readonly ulong Open = Lexer.HashOf("("u8);
    private static readonly ulong Close = Lexer.HashOf(")"u8);

    private static readonly HashSet<ulong> BeforeValue =
        [.. "return if elif while and or not in is else yield assert = + - * / % < > == != <= >= ( [ { , : += -= lambda"
            .Split(' ').Select(w => Lexer.HashOf(Encoding.ASCII.GetBytes(w)))];

    // `(x)` around one token says nothing, unless it is a call's.
    private static bool IsIdleOpening(ReadOnlySpan<Lexeme> line, int i) =>
        line[i].Hash == Open && i > 0 && i + 2 < line.Length && line[i + 2].Hash == Close && line[i + 1].Kind != LexemeKind.Mark
        && BeforeValue.Contains(line[i - 1].Hash);
}

/// <summary>What an edit makes of the lines it touches.</summary>
/// <param name="Hash">Of the whole file's tokens afterwards: equal when only white space, comments or idle parentheses differ.</param>
public readonly record struct Rewriting(ulong Hash, ReadOnlyMemory<Lexeme> Before, List<Lexeme> After);
