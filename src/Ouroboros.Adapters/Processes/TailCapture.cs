namespace Ouroboros.Adapters.Processes;

/// <summary>Keeps the end of a stream.</summary>
internal sealed class TailCapture(int most)
{
    private readonly Lock _lock = new();
    private byte[] _kept = [];

    public byte[] ToArray()
    {
        lock (_lock)
            return _kept;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
            _kept = bytes.Length >= most ? bytes[^most..].ToArray() : [.. _kept.AsSpan(Math.Max(0, _kept.Length + bytes.Length - most)), .. bytes];
    }
}
