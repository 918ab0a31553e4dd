using System.Runtime.InteropServices;

namespace Ouroboros.Adapters.TreeSitter;

// The structures of tree_sitter/api.h, in its order.

[StructLayout(LayoutKind.Sequential)]
internal readonly struct TSPoint
{
    public readonly uint Row;
    public readonly uint Column;
}

[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct TSNode
{
    private readonly uint context0;
    private readonly uint context1;
    private readonly uint context2;
    private readonly uint context3;
    public readonly void* Id;
    public readonly void* Tree;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TSTreeCursor
{
    public void* Tree;
    public void* Id;
    public uint Context0;
    public uint Context1;
    public uint Context2;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TSInput
{
    public void* Payload;
    public delegate* unmanaged<void*, uint, TSPoint, uint*, byte*> Read;
    public uint Encoding;
    public void* Decode;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TSParseState
{
    public void* Payload;
    public uint CurrentByteOffset;
    public byte HasError;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TSParseOptions
{
    public void* Payload;
    public delegate* unmanaged<TSParseState*, byte> Progress;
}

[StructLayout(LayoutKind.Sequential)]
internal struct TSQueryCapture
{
    public TSNode Node;
    public uint Index;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TSQueryMatch
{
    public uint Id;
    public ushort PatternIndex;
    public ushort CaptureCount;
    public TSQueryCapture* Captures;
}

internal enum TSQueryPredicateStepType : uint
{
    Done,
    Capture,
    String,
}

[StructLayout(LayoutKind.Sequential)]
internal struct TSQueryPredicateStep
{
    public TSQueryPredicateStepType Type;
    public uint ValueId;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TSQueryCursorOptions
{
    public void* Payload;
    public delegate* unmanaged<void**, byte> Progress;
}
