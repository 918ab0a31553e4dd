using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.Presentation;

/// <summary>Shows a unified diff in colours. Counts lines by the hunks' own titles, for content may look like a header.</summary>
internal static class DiffPainter
{
    public static void Paint(string diff, Printer printer, string indent = "")
    {
        var (old, fresh) = (0, 0);
        foreach (var line in diff.Split('\n').SkipLast(diff.EndsWith('\n') ? 1 : 0))
        {
            var text = line.TrimEnd('\r');
            if (old <= 0 && fresh <= 0)
            {
                (old, fresh) = CountsOf(text);
                printer.Line(indent, text.StartsWith("@@", StringComparison.Ordinal) ? Ink.Accent(text) : Ink.Strong(text));
                continue;
            }

            var kind = text.Length == 0 ? ' ' : text[0];
            printer.Line(indent, kind switch { '+' => Ink.Good(text), '-' => Ink.Bad(text), '\\' => Ink.Faint(text), _ => text });
            old -= kind is '-' or ' ' ? 1 : 0;
            fresh -= kind is '+' or ' ' ? 1 : 0;
        }
    }

    /// <summary>The files a diff names, as the patch will leave them.</summary>
    public static IReadOnlyList<string> FilesOf(string diff)
    {
        var files = new List<string>();
        var (old, fresh) = (0, 0);
        foreach (var line in diff.Split('\n'))
        {
            if (old <= 0 && fresh <= 0)
            {
                (old, fresh) = CountsOf(line);
                if (line.StartsWith("diff --git ", StringComparison.Ordinal) && line.LastIndexOf(" b/", StringComparison.Ordinal) is > 0 and var at)
                    files.Add(line[(at + 3)..]);
            }
            else
            {
                old -= line.StartsWith('-') || line.StartsWith(' ') ? 1 : 0;
                fresh -= line.StartsWith('+') || line.StartsWith(' ') ? 1 : 0;
            }
        }

        return files;
    }

    private static (int Old, int New) CountsOf(string line)
    {
        if (!line.StartsWith("@@ -", StringComparison.Ordinal))
            return (0, 0);

        var words = line.Split(' ');
        return words.Length < 3 ? (0, 0) : (Count(words[1]), Count(words[2]));
    }

    private static int Count(string range) =>
        range.IndexOf(',') is > 0 and var comma ? int.TryParse(range.AsSpan(comma + 1), out var count) ? count : 0 : 1;
}
