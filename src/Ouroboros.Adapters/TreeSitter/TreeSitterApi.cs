using System.Runtime.InteropServices;

namespace Ouroboros.Adapters.TreeSitter;

/// <summary>
/// The functions of tree_sitter/api.h that are used here. Those called for every node skip the collector's transition:
/// each takes nanoseconds, never blocks and never calls back.
/// </summary>
internal static unsafe partial class TreeSitterApi
{
    [LibraryImport(NativeParts.Core)]
    public static partial void ouro_ledger_open();

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial long ouro_ledger_held();

    [LibraryImport(NativeParts.Core)]
    public static partial void ouro_ledger_trim();

    [LibraryImport(NativeParts.Core)]
    public static partial nint ts_parser_new();

    [LibraryImport(NativeParts.Core)]
    public static partial void ts_parser_delete(nint parser);

    [LibraryImport(NativeParts.Core)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool ts_parser_set_language(ParserHandle parser, nint language);

    [LibraryImport(NativeParts.Core)]
    public static partial nint ts_parser_parse_with_options(ParserHandle parser, nint oldTree, TSInput input, TSParseOptions options);

    [LibraryImport(NativeParts.Core)]
    public static partial void ts_tree_delete(nint tree);

    [LibraryImport(NativeParts.Core)]
    public static partial TSNode ts_tree_root_node(TreeHandle tree);

    [LibraryImport(NativeParts.Core)]
    public static partial TSTreeCursor ts_tree_cursor_new(TSNode node);

    [LibraryImport(NativeParts.Core)]
    public static partial void ts_tree_cursor_delete(TSTreeCursor* cursor);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial TSNode ts_tree_cursor_current_node(TSTreeCursor* cursor);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial ushort ts_tree_cursor_current_field_id(TSTreeCursor* cursor);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial byte ts_tree_cursor_goto_first_child(TSTreeCursor* cursor);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial byte ts_tree_cursor_goto_next_sibling(TSTreeCursor* cursor);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial byte ts_tree_cursor_goto_parent(TSTreeCursor* cursor);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial uint ts_node_start_byte(TSNode node);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial uint ts_node_end_byte(TSNode node);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial TSPoint ts_node_start_point(TSNode node);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial TSPoint ts_node_end_point(TSNode node);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial ushort ts_node_symbol(TSNode node);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial byte ts_node_is_named(TSNode node);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial byte ts_node_is_missing(TSNode node);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial byte ts_node_has_error(TSNode node);

    [LibraryImport(NativeParts.Core), SuppressGCTransition]
    public static partial uint ts_node_descendant_count(TSNode node);

    [LibraryImport(NativeParts.Core)]
    public static partial uint ts_language_symbol_count(nint language);

    [LibraryImport(NativeParts.Core)]
    public static partial byte* ts_language_symbol_name(nint language, ushort symbol);

    [LibraryImport(NativeParts.Core)]
    public static partial uint ts_language_field_count(nint language);

    [LibraryImport(NativeParts.Core)]
    public static partial byte* ts_language_field_name_for_id(nint language, ushort field);

    [LibraryImport(NativeParts.Core)]
    public static partial nint ts_query_new(nint language, byte* source, uint length, uint* errorOffset, uint* errorType);

    [LibraryImport(NativeParts.Core)]
    public static partial void ts_query_delete(nint query);

    [LibraryImport(NativeParts.Core)]
    public static partial uint ts_query_pattern_count(QueryHandle query);

    [LibraryImport(NativeParts.Core)]
    public static partial uint ts_query_capture_count(QueryHandle query);

    [LibraryImport(NativeParts.Core)]
    public static partial byte* ts_query_capture_name_for_id(QueryHandle query, uint index, uint* length);

    [LibraryImport(NativeParts.Core)]
    public static partial byte* ts_query_string_value_for_id(QueryHandle query, uint index, uint* length);

    [LibraryImport(NativeParts.Core)]
    public static partial TSQueryPredicateStep* ts_query_predicates_for_pattern(QueryHandle query, uint pattern, uint* count);

    [LibraryImport(NativeParts.Core)]
    public static partial nint ts_query_cursor_new();

    [LibraryImport(NativeParts.Core)]
    public static partial void ts_query_cursor_delete(nint cursor);

    [LibraryImport(NativeParts.Core)]
    public static partial void ts_query_cursor_exec_with_options(
        QueryCursorHandle cursor, QueryHandle query, TSNode node, TSQueryCursorOptions* options);

    [LibraryImport(NativeParts.Core)]
    public static partial byte ts_query_cursor_next_match(QueryCursorHandle cursor, TSQueryMatch* match);
}
