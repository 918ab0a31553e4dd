using System.Text;

namespace Ouroboros.Techniques.Naturalness;

/// <summary>Operators of more than one character, of all the languages.</summary>
internal static class Marks
{
    private static readonly HashSet<uint> Long =
        [.. "== != <= >= ** // << >> += -= *= /= %= &= |= ^= -> := => && || ?? ?. ++ -- :: ... **= //= <<= >>= === !== ??= &&= ||= >>>"
            .Split(' ').Select(m => Packed(Encoding.ASCII.GetBytes(m)))];

    public static bool IsLong(ReadOnlySpan<byte> mark) => Long.Contains(Packed(mark));

    private static uint Packed(ReadOnlySpan<byte> mark)
    {
        uint packed = 0;
        foreach (var b in mark)
            packed = (packed << 8) | b;

        return packed;
    }
}
