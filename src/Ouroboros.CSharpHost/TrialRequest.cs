using System.Buffers.Binary;
using System.Text;

namespace Ouroboros.CSharpHost;

/// <summary>What is asked of the trials, as it comes over the channel.</summary>
/// <param name="Edits">Whole files; null where one is taken away.</param>
internal sealed record TrialRequest(byte Flags, IReadOnlyDictionary<string, byte[]?> Edits)
{
    /// <summary>Of a request that holds several: each.</summary>
    public static IEnumerable<TrialRequest> Parts(byte[] request)
    {
        for (var at = 1; at < request.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(request.AsSpan(at));
            yield return Read(request[(at + 4)..(at + 4 + length)]);
            at += 4 + length;
        }
    }

    public static TrialRequest Read(byte[] request)
    {
        var edits = new Dictionary<string, byte[]?>();
        var count = BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(1));
        var at = 3;
        for (var i = 0; i < count; i++)
        {
            var isWrite = request[at] == 'w';
            var name = BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(at + 5));
            var length = BinaryPrimitives.ReadInt32LittleEndian(request.AsSpan(at + 7));
            at += 11;
            edits[Encoding.UTF8.GetString(request, at, name)] = isWrite ? request[(at + name)..(at + name + length)] : null;
            at += name + length;
        }

        return new TrialRequest(request[0], edits);
    }
}
