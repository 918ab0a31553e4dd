using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Adapters.TreeSitter;

/// <summary>
/// Finds the place in an error's span that a person should look at: the bracket that nothing closes or opens, or else
/// the end of the error's first line in a language of lines, or else its start.
/// </summary>
internal static unsafe class ErrorSite
{
    // An error over a whole file of noise has a child for each token; a person is helped by the first few.
    private const int MostChildren = 10_000;

    public static FaultSpan Find(ParsedSource parsed, TSTreeCursor* cursor, int start, int length)
    {
        var text = parsed.Source.Span;
        var open = new Stack<int>();
        var firstLineEnd = start;
        var newline = text.Slice(start, length).IndexOf((byte)'\n');
        var lineEnd = newline < 0 ? start + length : start + newline;
        if (TreeSitterApi.ts_tree_cursor_goto_first_child(cursor) == 0)
            return new FaultSpan(start, length, start, length, null);

        int? stray = null;
        for (var child = 0; child < MostChildren && stray is null; child++)
        {
            var node = TreeSitterApi.ts_tree_cursor_current_node(cursor);
            var at = (int)TreeSitterApi.ts_node_start_byte(node);
            var end = (int)TreeSitterApi.ts_node_end_byte(node);
            if (end <= lineEnd)
                firstLineEnd = Math.Max(firstLineEnd, end);

            if (end == at + 1 && text[at] is (byte)'(' or (byte)'[' or (byte)'{')
                open.Push(at);
            else if (end == at + 1 && text[at] is (byte)')' or (byte)']' or (byte)'}' && !TryClose(open, text[at], text))
                stray = at;

            if (TreeSitterApi.ts_tree_cursor_goto_next_sibling(cursor) == 0)
                break;
        }

        TreeSitterApi.ts_tree_cursor_goto_parent(cursor);
        if (stray is { } closing)
            return new FaultSpan(start, length, closing, 1, null);

        if (open.Count > 0)
            return new FaultSpan(start, length, open.Peek(), 1, null);

        return newline >= 0 && parsed.Language == Language.Python
            ? new FaultSpan(start, length, firstLineEnd, 1, null)
            : new FaultSpan(start, length, start, length, null);
    }

    private static bool TryClose(Stack<int> open, byte closing, ReadOnlySpan<byte> text) =>
        open.TryPop(out var opening) && closing == text[opening] switch { (byte)'(' => ')', (byte)'[' => ']', _ => '}' };
}
