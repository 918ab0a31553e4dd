namespace Ouroboros.Techniques.Search.Editing;

/// <summary>How a file ends its lines and indents its blocks.</summary>
public sealed record Layout(string LineEnd, string Indent)
{
    internal static Layout Of(SourceUnit unit)
    {
        var at = unit.Bytes.IndexOf((byte)'\n');
        var lineEnd = at > 0 && unit.Bytes[at - 1] == '\r' ? "\r\n" : "\n";
        for (var line = 1; line <= unit.LineCount; line++)
        {
            var text = unit.Text(unit.LineStart(line), unit.LineEnd(line));
            var code = text.TrimStart(' ', '\t');
            if (code.Length > 0 && code.Length < text.Length && code[0] is not ('#' or '*'))
                return new Layout(lineEnd, text[0] == '\t' ? "\t" : new string(' ', Math.Min(8, text.Length - code.Length)));
        }

        return new Layout(lineEnd, "    ");
    }
}
