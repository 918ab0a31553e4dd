using System.Runtime.CompilerServices;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Adapters.TreeSitter;

/// <summary>Copies a native tree into the flat rows that the engine walks.</summary>
internal static unsafe class RowReader
{
    public static SyntaxTree Read(ParsedSource parsed)
    {
        var count = TreeSitterApi.ts_node_descendant_count(TreeSitterApi.ts_tree_root_node(parsed.Tree));
        if (count * (long)Unsafe.SizeOf<NodeRow>() + parsed.Watch->Held > parsed.Limits.Memory)
            throw new SyntaxLimitException($"needs more than the limit of {parsed.Limits.Memory >> 20:N0} MB of memory for its tree");

        using var handle = parsed.OpenCursor();
        var rows = new NodeRow[count];
        var open = new Stack<int>();
        var cursor = handle.Cursor;
        for (var at = 0; ; at++)
        {
            rows[at] = RowAt(cursor, open.Count > 0 ? open.Peek() : -1, parsed.Grammar.ErrorKind);
            if ((at & 0xFF) == 0)
                parsed.Look();

            if (TreeSitterApi.ts_tree_cursor_goto_first_child(cursor) != 0)
            {
                open.Push(at);
                if (open.Count > parsed.Limits.Depth)
                    throw BracketDepth.Refusal(parsed.Limits);

                continue;
            }

            Close(rows, at, at + 1);
            while (TreeSitterApi.ts_tree_cursor_goto_next_sibling(cursor) == 0)
            {
                if (open.Count == 0)
                    return new SyntaxTree(parsed.Source, parsed.Language, parsed.Grammar.Table, rows);

                TreeSitterApi.ts_tree_cursor_goto_parent(cursor);
                Close(rows, open.Pop(), at + 1);
            }
        }
    }

    private static void Close(NodeRow[] rows, int index, int next) => rows[index] = rows[index] with { Next = next };

    private static NodeRow RowAt(TSTreeCursor* cursor, int parent, ushort errorKind)
    {
        var node = TreeSitterApi.ts_tree_cursor_current_node(cursor);
        var symbol = TreeSitterApi.ts_node_symbol(node);
        var flags = (TreeSitterApi.ts_node_is_named(node) != 0 ? NodeFlags.Named : 0)
            | (TreeSitterApi.ts_node_is_missing(node) != 0 ? NodeFlags.Missing : 0)
            | (TreeSitterApi.ts_node_has_error(node) != 0 ? NodeFlags.HasError : 0)
            // A skipped character is an error without weight, of which has_error does not tell.
            | (symbol >= errorKind ? NodeFlags.Error | NodeFlags.HasError : 0);
        return new NodeRow(
            (int)TreeSitterApi.ts_node_start_byte(node),
            (int)TreeSitterApi.ts_node_end_byte(node),
            (int)TreeSitterApi.ts_node_start_point(node).Row + 1,
            (int)TreeSitterApi.ts_node_end_point(node).Row + 1,
            parent,
            Next: 0,
            Math.Min(symbol, errorKind),
            TreeSitterApi.ts_tree_cursor_current_field_id(cursor),
            flags);
    }
}
