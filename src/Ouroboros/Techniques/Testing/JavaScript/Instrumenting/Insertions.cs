using System.Text;

namespace Ouroboros.Techniques.Testing.JavaScript.Instrumenting;

/// <summary>Texts to be put into a source. None holds a line end, so that lines keep their numbers.</summary>
internal sealed class Insertions
{
    private readonly List<(int At, bool Opens, int Order, string Text)> texts = [];

    public void At(int offset, string text) => texts.Add((offset, true, texts.Count, text));

    /// <summary>Around a node; what is wrapped later lies within what was wrapped before.</summary>
    public void Around(int start, int end, string before, string after)
    {
        At(start, before);
        texts.Add((end, false, -texts.Count, after));
    }

    /// <summary>Directly after a statement, before anything that opens there.</summary>
    public void After(int offset, string text) => texts.Add((offset, false, -texts.Count, text));

    public byte[] Into(ReadOnlySpan<byte> source)
    {
        using var whole = new MemoryStream(source.Length + (texts.Count * 24));
        var from = 0;
        foreach (var (at, _, _, text) in texts.OrderBy(t => t.At).ThenBy(t => t.Opens).ThenBy(t => t.Order))
        {
            whole.Write(source[from..at]);
            whole.Write(Encoding.UTF8.GetBytes(text));
            from = at;
        }

        whole.Write(source[from..]);
        return whole.ToArray();
    }
}
