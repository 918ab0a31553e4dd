using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Naturalness;

/// <summary>
/// Splits source text into tokens without parsing it: white space and comments vanish, line ends inside brackets too. It never fails,
/// so that half-written text can be compared and scored as well.
/// </summary>
public sealed class Lexer
{
    private static readonly Lexer Indented = new('#', significantIndentation: true);
    private static readonly Lexer Braced = new('/', significantIndentation: false);

    private readonly byte comment;
    private readonly bool significantIndentation;

    private Lexer(char comment, bool significantIndentation)
    {
        this.comment = (byte)comment;
        this.significantIndentation = significantIndentation;
    }

    public static Lexer For(Language language) => language == Language.Python ? Indented : Braced;

    /// <summary>Appends the tokens of <paramref name="text"/>, which must begin at the start of a logical line.</summary>
    /// <returns>The depth of brackets left open.</returns>
    public int Read(ReadOnlySpan<byte> text, List<Lexeme> into)
    {
        int at = 0, depth = 0;
        var atLineStart = true;
        if (text.StartsWith("\uFEFF"u8))
            at = 3;

        while (at < text.Length)
        {
            if (atLineStart && depth <= 0)
            {
                var start = at;
                atLineStart = IsBlank(text, ref at, out var width);
                if (!atLineStart)
                    into.Add(new Lexeme(start, at, LexemeKind.LineStart, significantIndentation ? Mix((ulong)width + 0x9e3779b97f4a7c15UL) : 1));

                continue;
            }

            var c = text[at];
            if (c == '\n')
            {
                atLineStart = true;
                at++;
            }
            else if (c is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\f' || (c == '\\' && IsLineEnd(text, at + 1)))
            {
                at = c == '\\' ? AfterLine(text, at) : at + 1;
            }
            else if (IsComment(text, at))
            {
                at = AfterComment(text, at);
            }
            else
            {
                at = ReadToken(text, at, ref depth, into);
            }
        }

        return depth;
    }

    internal static ulong HashOf(ReadOnlySpan<byte> token)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in token)
            hash = (hash ^ b) * 1099511628211UL;

        return Mix(hash);
    }

    internal static ulong Mix(ulong hash)
    {
        hash ^= hash >> 32;
        hash *= 0xd6e8feb86659fd93UL;
        return hash ^ (hash >> 29);
    }

    /// <summary>Reads past a line without code, or else up to its code.</summary>
    private bool IsBlank(ReadOnlySpan<byte> text, ref int at, out int width)
    {
        width = 0;
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\f')
        {
            width = text[at] == '\t' ? (width | 7) + 1 : width + 1;
            at++;
        }

        var isBlank = at >= text.Length || IsLineEnd(text, at) || (comment == '#' && IsComment(text, at));
        if (isBlank)
            at = AfterLine(text, at);

        return isBlank;
    }

    private int ReadToken(ReadOnlySpan<byte> text, int at, ref int depth, List<Lexeme> into)
    {
        var kind = KindAt(text, at);
        var end = kind switch
        {
            LexemeKind.Word => AfterWord(text, at),
            LexemeKind.Number => AfterNumber(text, at),
            LexemeKind.Text => AfterText(text, at),
            _ => at + MarkLength(text, at),
        };
        if (kind == LexemeKind.Word && end < text.Length && text[end] is (byte)'"' or (byte)'\'' && IsTextPrefix(text[at..end]))
        {
            kind = LexemeKind.Text;
            end = AfterText(text, end);
        }

        if (kind == LexemeKind.Mark)
            depth += text[at] is (byte)'(' or (byte)'[' or (byte)'{' && significantIndentation ? 1
                : text[at] is (byte)')' or (byte)']' or (byte)'}' && significantIndentation ? -1 : 0;

        into.Add(new Lexeme(at, end, kind, HashOf(text[at..end])));
        return end;
    }

    private static LexemeKind KindAt(ReadOnlySpan<byte> text, int at)
    {
        var c = text[at];
        if (char.IsAsciiLetter((char)c) || c == '_' || c == '$' || c >= 0x80)
            return LexemeKind.Word;

        if (char.IsAsciiDigit((char)c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit((char)text[at + 1])))
            return LexemeKind.Number;

        return c is (byte)'"' or (byte)'\'' or (byte)'`' ? LexemeKind.Text : LexemeKind.Mark;
    }

    private static int AfterWord(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit((char)text[at]) || text[at] is (byte)'_' or (byte)'$' or >= 0x80))
            at++;

        return at;
    }

    private static int AfterNumber(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit((char)text[at]) || text[at] is (byte)'.' or (byte)'_'
            || (text[at] is (byte)'+' or (byte)'-' && text[at - 1] is (byte)'e' or (byte)'E')))
            at++;

        return at;
    }

    private static int AfterText(ReadOnlySpan<byte> text, int at)
    {
        var quote = text[at];
        var triple = quote != '`' && at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote;
        var step = triple ? 3 : 1;
        for (var i = at + step; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (!triple && quote != '`' && text[i] == '\n')
                return i;
            else if (text[i] == quote && (!triple || (i + 2 < text.Length && text[i + 1] == quote && text[i + 2] == quote)))
                return i + step;
        }

        return text.Length;
    }

    private static bool IsTextPrefix(ReadOnlySpan<byte> word) =>
        word.Length <= 2 && word.IndexOfAnyExcept("rRbBfFuU"u8) < 0;

    private static int MarkLength(ReadOnlySpan<byte> text, int at)
    {
        var rest = text[at..];
        foreach (var length in (ReadOnlySpan<int>)[3, 2])
        {
            if (rest.Length >= length && Marks.IsLong(rest[..length]))
                return length;
        }

        return 1;
    }

    private bool IsComment(ReadOnlySpan<byte> text, int at) =>
        text[at] == comment && (comment == '#' || (at + 1 < text.Length && text[at + 1] is (byte)'/' or (byte)'*'));

    private static int AfterComment(ReadOnlySpan<byte> text, int at)
    {
        if (text[at] == '#' || text[at + 1] == '/')
            return LineEnd(text, at);

        var end = text[(at + 2)..].IndexOf("*/"u8);
        return end < 0 ? text.Length : at + 2 + end + 2;
    }

    private static bool IsLineEnd(ReadOnlySpan<byte> text, int at) =>
        at < text.Length && (text[at] == '\n' || (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n'));

    private static int LineEnd(ReadOnlySpan<byte> text, int at)
    {
        var end = text[at..].IndexOf((byte)'\n');
        return end < 0 ? text.Length : at + end;
    }

    private static int AfterLine(ReadOnlySpan<byte> text, int at) => Math.Min(LineEnd(text, at) + 1, text.Length);
}
