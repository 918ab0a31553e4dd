namespace Ouroboros.Adapters.Processes;

/// <summary>Holds back the end of standard error, for the supervisor's report stands there when all others are gone.</summary>
internal sealed class ReportTail(OutputCapture.Sink forward)
{
    private readonly Lock _lock = new();
    private byte[] _held = [];

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            byte[] all = [.. _held, .. bytes];
            var pass = Math.Max(0, all.Length - SupervisorReport.MostBytes);
            forward(all.AsSpan(0, pass));
            _held = all[pass..];
        }
    }

    /// <summary>What is held without the report, should it be there already.</summary>
    public byte[] Peek()
    {
        lock (_lock)
            return SupervisorReport.TryRead(_held, out var length) is null ? _held : _held[..^length];
    }

    /// <summary>Once the stream has ended. Null when the supervisor was killed before it could say anything.</summary>
    public SupervisorReport? Finish(bool hasReported)
    {
        lock (_lock)
        {
            var length = 0;
            var report = hasReported ? SupervisorReport.TryRead(_held, out length) : null;
            forward(_held.AsSpan(0, _held.Length - length));
            _held = [];
            return report;
        }
    }
}
