using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ouroboros.Adapters.Processes;

/// <summary>What the supervisor is told, over its standard input: a command line is readable by everybody on the machine.</summary>
internal sealed class LaunchPlan
{
    private readonly ArrayBufferWriter<byte> _text = new();

    public LaunchPlan Say(string key, string value)
    {
        if (value.Contains('\0'))
            throw new LaunchRefusedException($"A zero byte in {key} \"{value.Replace("\0", "\\0")}\": no program can be given one. Remove it.");
        Write(key);
        Write(value);
        return this;
    }

    public LaunchPlan Say(string key, long? value) => value is { } number ? Say(key, number.ToString(CultureInfo.InvariantCulture)) : this;

    public LaunchPlan SayAll(string key, IEnumerable<string> values)
    {
        foreach (var value in values)
            Say(key, value);
        return this;
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[4 + _text.WrittenCount];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, _text.WrittenCount);
        _text.WrittenSpan.CopyTo(bytes.AsSpan(4));
        return bytes;
    }

    private void Write(string value)
    {
        _text.Write(Encoding.UTF8.GetBytes(value));
        _text.Write("\0"u8);
    }
}

/// <summary>A command cannot be started as asked. Becomes <c>NotStarted</c> before anybody sees it.</summary>
internal sealed class LaunchRefusedException(string message) : Exception(message);
