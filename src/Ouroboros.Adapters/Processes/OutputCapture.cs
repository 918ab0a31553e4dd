using System.Buffers;

namespace Ouroboros.Adapters.Processes;

/// <summary>Keeps the beginning of a stream, counts the rest, and never stops reading: a full pipe would stop the command.</summary>
internal sealed class OutputCapture(long? most)
{
    private readonly ArrayBufferWriter<byte> _kept = new();

    public long Dropped { get; private set; }

    public byte[] ToArray() => _kept.WrittenSpan.ToArray();

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var room = most is { } limit ? (int)Math.Min(bytes.Length, Math.Max(0, limit - _kept.WrittenCount)) : bytes.Length;
        _kept.Write(bytes[..room]);
        Dropped += bytes.Length - room;
    }

    public delegate void Sink(ReadOnlySpan<byte> bytes);

    public static async Task PumpAsync(Stream from, Sink into, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            int got;
            while ((got = await from.ReadAsync(buffer, cancellationToken)) > 0)
                into(buffer.AsSpan(0, got));
        }
        catch (OperationCanceledException)
        {
            // What came until then counts.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
