using System.Text;

namespace Ouroboros.Cli.Output;

/// <summary>Writes lines to one stream, coloured where that is wanted, harmless always.</summary>
internal sealed class Printer(TextWriter writer, Traits traits)
{
    public int Width => traits.Width;

    public TextWriter Writer => writer;

    public void Line() => writer.WriteLine();

    public void Line(params ReadOnlySpan<Ink> parts)
    {
        var line = new StringBuilder();
        foreach (var part in parts)
            Append(line, part);

        writer.WriteLine(line.ToString());
    }

    public void Write(params ReadOnlySpan<Ink> parts)
    {
        var line = new StringBuilder();
        foreach (var part in parts)
            Append(line, part);

        writer.Write(line.ToString());
        writer.Flush();
    }

    /// <summary>Text of several lines, each indented and wrapped at the terminal's width.</summary>
    public void Paragraph(string text, string indent = "", Tone tone = Tone.Plain)
    {
        foreach (var line in text.Split('\n'))
        {
            foreach (var piece in Wrapping.Wrap(line.TrimEnd('\r'), traits.Width - indent.Length))
                Line(indent, new Ink(piece, tone));
        }
    }

    /// <summary>As it is: JSON, patches, files.</summary>
    public void Raw(string text)
    {
        writer.Write(text);
        writer.Flush();
    }

    internal string Show(Ink part)
    {
        var line = new StringBuilder();
        Append(line, part);
        return line.ToString();
    }

    internal string Safe(string text) => Printable.Of(text, traits.Unicode);

    private void Append(StringBuilder line, Ink part)
    {
        var text = Safe(part.Text);
        var code = traits.Colour ? Code(part.Tone) : null;
        if (code is null || text.Length == 0)
            line.Append(text);
        else
            line.Append("\x1b[").Append(code).Append('m').Append(text).Append("\x1b[0m");
    }

    private static string? Code(Tone tone) => tone switch
    {
        Tone.Strong => "1",
        Tone.Faint => "2",
        Tone.Good => "32",
        Tone.Bad => "31",
        Tone.Caution => "33",
        Tone.Accent => "36",
        _ => null,
    };
}
