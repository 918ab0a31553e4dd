using System.Text;

namespace Ouroboros.Techniques.Syntax;

/// <summary>Brings a file's bytes into the encoding that parsers read.</summary>
public static class SourceText
{
    /// <summary>
    /// UTF-16 is recognised by its mark and converted; everything else is taken as UTF-8, in which parsers pass over
    /// bytes of other encodings where they stand in comments and strings.
    /// </summary>
    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> file) => file.Span switch
    {
        [0xFF, 0xFE, 0, 0, ..] => file,
        [0xFF, 0xFE, ..] => Encoding.Convert(Encoding.Unicode, Encoding.UTF8, file[2..].ToArray()),
        [0xFE, 0xFF, ..] => Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, file[2..].ToArray()),
        _ => file,
    };
}
