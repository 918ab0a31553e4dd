using System.Runtime.InteropServices;

namespace Ouroboros.Adapters.TreeSitter;

internal sealed class ParserHandle : SafeHandle
{
    public ParserHandle(nint language)
        : base(0, ownsHandle: true)
    {
        SetHandle(TreeSitterApi.ts_parser_new());
        if (!TreeSitterApi.ts_parser_set_language(this, language))
            throw new InvalidOperationException("A grammar does not fit the tree-sitter library beside it; run native/build.sh.");
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        TreeSitterApi.ts_parser_delete(handle);
        return true;
    }
}

internal sealed class TreeHandle : SafeHandle
{
    public TreeHandle(nint tree)
        : base(0, ownsHandle: true) => SetHandle(tree);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        TreeSitterApi.ts_tree_delete(handle);
        return true;
    }
}

/// <summary>A cursor over a tree, which must outlive it. The structure needs an address of its own, hence the block.</summary>
internal sealed unsafe class TreeCursorHandle : SafeHandle
{
    public TreeCursorHandle(TreeHandle tree)
        : base(0, ownsHandle: true)
    {
        var block = (TSTreeCursor*)NativeMemory.Alloc((nuint)sizeof(TSTreeCursor));
        *block = TreeSitterApi.ts_tree_cursor_new(TreeSitterApi.ts_tree_root_node(tree));
        SetHandle((nint)block);
    }

    public TSTreeCursor* Cursor => (TSTreeCursor*)handle;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        TreeSitterApi.ts_tree_cursor_delete(Cursor);
        NativeMemory.Free(Cursor);
        return true;
    }
}

internal sealed class QueryHandle : SafeHandle
{
    public QueryHandle(nint query)
        : base(0, ownsHandle: true) => SetHandle(query);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        TreeSitterApi.ts_query_delete(handle);
        return true;
    }
}

internal sealed class QueryCursorHandle : SafeHandle
{
    public QueryCursorHandle()
        : base(0, ownsHandle: true) => SetHandle(TreeSitterApi.ts_query_cursor_new());

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        TreeSitterApi.ts_query_cursor_delete(handle);
        return true;
    }
}
