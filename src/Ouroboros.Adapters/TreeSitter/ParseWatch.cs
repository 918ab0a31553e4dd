using System.Runtime.InteropServices;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Adapters.TreeSitter;

/// <summary>
/// Hands a pinned source to one parse and ends the parse when a limit is reached. Counts the thread's own processor
/// time: on a busy machine the wall clock would refuse good files.
/// </summary>
internal unsafe struct ParseWatch
{
    // Tree-sitter asks after every 100 steps, some microseconds; reading the thread's clock each time would be felt.
    private const int ChecksPerLook = 16;

    private readonly byte* source;
    private readonly uint length;
    private readonly long heldAtStart;
    private readonly long mostMemory;
    private readonly long deadline;
    private readonly nint cancelled;
    private int checks;

    public ParseWatch(byte* source, int length, SyntaxLimits limits, GCHandle cancelled)
    {
        this.source = source;
        this.length = (uint)length;
        this.cancelled = GCHandle.ToIntPtr(cancelled);
        heldAtStart = TreeSitterApi.ouro_ledger_held();
        mostMemory = limits.Memory;
        deadline = ThreadClock.Nanoseconds + (long)(limits.Time.TotalMilliseconds * 1e6);
    }

    public StopReason Stopped { get; private set; }

    public readonly long Held => TreeSitterApi.ouro_ledger_held() - heldAtStart;

    public StopReason Look()
    {
        if (Held > mostMemory)
            return Stopped = StopReason.Memory;

        if (++checks % ChecksPerLook != 0)
            return StopReason.None;

        if (ThreadClock.Nanoseconds > deadline)
            return Stopped = StopReason.Time;

        if (((CancellationToken)GCHandle.FromIntPtr(cancelled).Target!).IsCancellationRequested)
            return Stopped = StopReason.Cancelled;

        return StopReason.None;
    }

    [UnmanagedCallersOnly]
    public static byte* Read(void* payload, uint offset, TSPoint position, uint* bytesRead)
    {
        var watch = (ParseWatch*)payload;
        *bytesRead = offset < watch->length ? watch->length - offset : 0;
        return watch->source + Math.Min(offset, watch->length);
    }

    [UnmanagedCallersOnly]
    public static byte Progress(TSParseState* state) =>
        ((ParseWatch*)state->Payload)->Look() == StopReason.None ? (byte)0 : (byte)1;

    [UnmanagedCallersOnly]
    public static byte QueryProgress(void** payload) =>
        ((ParseWatch*)*payload)->Look() == StopReason.None ? (byte)0 : (byte)1;
}

internal enum StopReason
{
    None,
    Time,
    Memory,
    Cancelled,
}

internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static long Nanoseconds
    {
        get
        {
            clock_gettime(ThreadCpuTime, out var now);
            return (now.Seconds * 1_000_000_000L) + now.Nanoseconds;
        }
    }

    [LibraryImport("libc"), SuppressGCTransition]
    private static partial int clock_gettime(int clock, out Instant now);

    [StructLayout(LayoutKind.Sequential)]
    private struct Instant
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
