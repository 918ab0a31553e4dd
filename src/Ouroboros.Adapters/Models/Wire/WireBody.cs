using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.Wire;

/// <summary>What comes of an answer, read no further than its bound and waited for no longer than it may take.</summary>
internal sealed class WireBody(Stream inner, Patience patience, WireTroubles troubles) : Stream
{
    private int most = int.MaxValue;
    private long come;

    /// <summary>What was understood of the answer so far, told with any trouble.</summary>
    public WireProgress Progress { get; } = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => come; set => throw new NotSupportedException(); }

    /// <summary>More than this is trouble.</summary>
    public void Bound(int bytes) => most = bytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await ReadInTimeAsync(buffer);
        come += read;
        if (come > most)
            throw troubles.Of(ModelTrouble.TooLarge, $"More than {most} bytes came as one answer", "Ask for a shorter one, or raise the limit.", Progress);

        return read;
    }

    /// <summary>As much as the bound allows; the rest is left unread.</summary>
    public async Task<(byte[] Bytes, bool IsCut)> ReadSomeAsync(int bytes)
    {
        var some = new byte[bytes];
        var length = 0;
        while (length < bytes && await ReadInTimeAsync(some.AsMemory(length)) is > 0 and var read)
            length += read;

        return (some[..length], length == bytes);
    }

    private async ValueTask<int> ReadInTimeAsync(Memory<byte> buffer)
    {
        patience.Await();
        try
        {
            return await inner.ReadAsync(buffer, patience.Token);
        }
        catch (Exception thrown) when (thrown is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            patience.Caller.ThrowIfCancellationRequested();
            throw patience.IsOver is { } late
                ? troubles.Of(ModelTrouble.TimedOut, late, "Try again, or allow more time.", Progress, thrown)
                : troubles.Of(ModelTrouble.Cut, "The answer broke off", "Try again.", Progress, thrown);
        }
        finally
        {
            patience.Rest();
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            patience.Dispose();
        }

        base.Dispose(disposing);
    }
}
