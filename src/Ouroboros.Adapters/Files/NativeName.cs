using System.Buffers;
using System.Text;

namespace Ouroboros.Adapters.Files;

/// <summary>
/// File names as the kernel has them: any bytes. Bytes that are no UTF-8 become lone low surrogates U+DC80 to U+DCFF and
/// turn back exactly (PEP 383).
/// </summary>
internal static class NativeName
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        Span<char> pair = stackalloc char[2];
        while (bytes.Length > 0)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var read) == OperationStatus.Done)
            {
                text.Append(pair[..rune.EncodeToUtf16(pair)]);
            }
            else
            {
                read = 1;
                text.Append((char)(0xDC00 + bytes[0]));
            }

            bytes = bytes[read..];
        }

        return text.ToString();
    }

    /// <summary>With a zero at the end, as the kernel wants it.</summary>
    public static byte[] Encode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length) + 1];
        var written = 0;
        while (text.Length > 0)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var read) == OperationStatus.Done)
            {
                written += rune.EncodeToUtf8(bytes.AsSpan(written));
            }
            else
            {
                read = 1;
                bytes[written++] = text[0] is >= '\uDC80' and <= '\uDCFF' ? (byte)(text[0] - 0xDC00) : (byte)'?';
            }

            text = text[read..];
        }

        return bytes[..(written + 1)];
    }
}
