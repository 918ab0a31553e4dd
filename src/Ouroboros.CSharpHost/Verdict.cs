using System.Buffers.Binary;
using System.Text;

namespace Ouroboros.CSharpHost;

/// <summary>What became of a candidate.</summary>
internal sealed class Verdict(byte outcome)
{
    // The test that is running, read by whoever waits for it.
    public int At = -1;

    public byte Outcome { get; set; } = outcome;

    public int Decided { get; set; } = -1;

    public long Fuel { get; set; }

    public List<int> Turned { get; } = [];

    public Dictionary<string, string> Results { get; } = [];

    public string Text { get; set; } = "";

    /// <summary>As it goes over the channel.</summary>
    public byte[] ToFrame()
    {
        var text = Encoding.UTF8.GetBytes(Text);
        var frame = new byte[17 + (4 * Turned.Count) + text.Length];
        frame[0] = Outcome;
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(1), Decided);
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(5), Fuel);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(13), Turned.Count);
        for (var i = 0; i < Turned.Count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(17 + (4 * i)), Turned[i]);

        text.CopyTo(frame.AsSpan(17 + (4 * Turned.Count)));
        return frame;
    }
}
