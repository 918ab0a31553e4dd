namespace Ouroboros.Techniques.Syntax;

/// <summary>
/// Python's rules of indentation, which its grammar is lax about: an empty body, an indent out of the blue or a dedent to
/// nowhere are good trees and bad programs. Follows the reference's tokenizer, tabs included, and knows nothing else.
/// </summary>
internal ref struct PythonIndentation
{
    private const int TabStop = 8;

    private readonly ReadOnlySpan<byte> text;
    private readonly List<FaultSpan> faults = [];
    private readonly Stack<Indent> open = new();
    private int at;

    private PythonIndentation(ReadOnlySpan<byte> utf8)
    {
        text = utf8;
        at = utf8.StartsWith("\uFEFF"u8) ? 3 : 0;
        open.Push(default);
    }

    public static IReadOnlyList<FaultSpan> FindFaults(ReadOnlySpan<byte> utf8, int most)
    {
        var reading = new PythonIndentation(utf8);
        var wantsBlock = false;
        while (reading.at < utf8.Length && reading.faults.Count < most)
        {
            var indent = reading.ReadIndent();
            if (!reading.SkipIfBlank())
            {
                reading.Judge(indent, wantsBlock);
                wantsBlock = reading.ReadLogicalLine() == (byte)':';
            }
        }

        if (wantsBlock && reading.faults.Count < most)
            reading.Add("an indented block is missing");

        return reading.faults;
    }

    private Indent ReadIndent()
    {
        var indent = default(Indent);
        for (; at < text.Length; at++)
        {
            switch (text[at])
            {
                case (byte)' ':
                    indent = new Indent(indent.Columns + 1, indent.Characters + 1);
                    break;
                case (byte)'\t':
                    indent = new Indent((indent.Columns / TabStop * TabStop) + TabStop, indent.Characters + 1);
                    break;
                case (byte)'\f':
                    indent = default;
                    break;
                default:
                    return indent;
            }
        }

        return indent;
    }

    private bool SkipIfBlank()
    {
        if (at < text.Length && text[at] is not ((byte)'#' or (byte)'\n' or (byte)'\r'))
            return false;

        SkipToLineEnd();
        at = Math.Min(text.Length, at + 1);
        return true;
    }

    private void Judge(Indent indent, bool wantsBlock)
    {
        if (indent.Columns > open.Peek().Columns)
        {
            if (indent.Characters <= open.Peek().Characters)
                Add("tabs and spaces do not agree");
            else if (!wantsBlock)
                Add("unexpected indent");

            open.Push(indent);
            return;
        }

        if (wantsBlock)
            Add("an indented block is missing");

        while (indent.Columns < open.Peek().Columns)
            open.Pop();

        if (indent.Columns != open.Peek().Columns)
        {
            Add("unindent matches no line above");
            open.Push(indent);
        }
        else if (indent.Characters != open.Peek().Characters)
        {
            Add("tabs and spaces do not agree");
        }
    }

    /// <summary>Reads on to the next line that is not a continuation, and gives the last byte that meant something.</summary>
    private byte ReadLogicalLine()
    {
        var (depth, last) = (0, (byte)0);
        while (at < text.Length)
        {
            var b = text[at++];
            switch (b)
            {
                case (byte)'\n' or (byte)'\r' when depth == 0:
                    return last;
                case (byte)'#':
                    SkipToLineEnd();
                    continue;
                case (byte)'\\':
                    at += at + 1 < text.Length && text[at] == '\r' && text[at + 1] == '\n' ? 2 : 1;
                    continue;
                case (byte)'"' or (byte)'\'':
                    SkipString(b);
                    break;
                case (byte)'(' or (byte)'[' or (byte)'{':
                    depth++;
                    break;
                case (byte)')' or (byte)']' or (byte)'}':
                    depth = Math.Max(0, depth - 1);
                    break;
            }

            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\f' or (byte)'\n' or (byte)'\r'))
                last = b;
        }

        return last;
    }

    private void SkipString(byte quote)
    {
        var isTriple = at + 1 < text.Length && text[at] == quote && text[at + 1] == quote;
        if (isTriple)
            at += 2;

        for (; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (!isTriple && text[at] is (byte)'\n' or (byte)'\r')
            {
                return;
            }
            else if (text[at] == quote && (!isTriple || (at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote)))
            {
                at += isTriple ? 3 : 1;
                return;
            }
        }
    }

    private void SkipToLineEnd()
    {
        var length = at < text.Length ? text[at..].IndexOfAny((byte)'\n', (byte)'\r') : -1;
        at = length < 0 ? text.Length : at + length;
    }

    private readonly void Add(string says) => faults.Add(new FaultSpan(at, Math.Min(1, text.Length - at), at, 1, null) { Says = says });

    /// <summary>An indent by tab stops and by characters; both must agree, so that no editor's tabs change the program.</summary>
    private readonly record struct Indent(int Columns, int Characters);
}
