using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Adapters.TreeSitter;

/// <summary>Collects errors by going down only where a native tree says there are some.</summary>
internal static unsafe class FaultReader
{
    public static IReadOnlyList<SyntaxFault> Read(ParsedSource parsed)
    {
        if (BracketDepth.Exceeds(parsed.Source.Span, parsed.Limits.Depth))
            Measure(parsed);

        var spans = new List<FaultSpan>();
        using var handle = parsed.OpenCursor();
        var cursor = handle.Cursor;
        for (var depth = 0; spans.Count < parsed.Limits.Faults;)
        {
            parsed.Look();
            var node = TreeSitterApi.ts_tree_cursor_current_node(cursor);
            // A skipped character is an error without weight, of which has_error does not tell.
            var isError = TreeSitterApi.ts_node_symbol(node) >= parsed.Grammar.ErrorKind;
            var broken = isError || TreeSitterApi.ts_node_has_error(node) != 0;
            if (broken && FaultAt(parsed, cursor, node, isError) is { } span)
                spans.Add(span);

            if (broken && TreeSitterApi.ts_tree_cursor_goto_first_child(cursor) != 0)
            {
                if (++depth > parsed.Limits.Depth)
                    throw BracketDepth.Refusal(parsed.Limits);
            }
            else if (!GoToNext(cursor, ref depth))
            {
                break;
            }
        }

        return spans.Count == 0 ? [] : FaultSpan.Locate(parsed.Source.Span, spans);
    }

    private static bool GoToNext(TSTreeCursor* cursor, ref int depth)
    {
        while (TreeSitterApi.ts_tree_cursor_goto_next_sibling(cursor) == 0)
        {
            if (depth-- == 0)
                return false;

            TreeSitterApi.ts_tree_cursor_goto_parent(cursor);
        }

        return true;
    }

    private static FaultSpan? FaultAt(ParsedSource parsed, TSTreeCursor* cursor, TSNode node, bool isError)
    {
        var start = (int)TreeSitterApi.ts_node_start_byte(node);
        var length = (int)TreeSitterApi.ts_node_end_byte(node) - start;
        if (isError)
            return ErrorSite.Find(parsed, cursor, start, length);

        return TreeSitterApi.ts_node_is_missing(node) != 0
            ? new FaultSpan(start, length, start, 1, parsed.Grammar.Table.Kinds[TreeSitterApi.ts_node_symbol(node)])
            : null;
    }

    /// <summary>Walks the whole tree for its depth alone.</summary>
    private static void Measure(ParsedSource parsed)
    {
        using var handle = parsed.OpenCursor();
        var cursor = handle.Cursor;
        for (var depth = 0; ;)
        {
            parsed.Look();
            if (TreeSitterApi.ts_tree_cursor_goto_first_child(cursor) != 0)
            {
                if (++depth > parsed.Limits.Depth)
                    throw BracketDepth.Refusal(parsed.Limits);
            }
            else if (!GoToNext(cursor, ref depth))
            {
                return;
            }
        }
    }
}
