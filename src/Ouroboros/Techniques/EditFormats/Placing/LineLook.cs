using System.Text;
using System.Text.RegularExpressions;

namespace Ouroboros.Techniques.EditFormats.Placing;

/// <summary>What models change in lines that they copy.</summary>
internal static partial class LineLook
{
    /// <summary>With one character for all that look the same.</summary>
    public static string Plain(string line)
    {
        if (line.AsSpan().IndexOfAnyExceptInRange('\0', '\x7f') < 0)
            return line;

        var plain = new StringBuilder(line.Length);
        foreach (var c in line.Normalize(NormalizationForm.FormKC))
        {
            plain.Append(c switch
            {
                '‘' or '’' or '‚' or '‛' or '′' or '`' => '\'',
                '“' or '”' or '„' or '‟' or '″' => '"',
                '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => '-',
                '\u00A0' or '\u2007' or '\u202F' or '\u2009' or '\u200A' or '\u3000' => ' ',
                '⁄' or '∕' => '/',
                '∗' => '*',
                _ => c,
            });
            if (plain[^1] is '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u00AD')
                plain.Length--;
        }

        return plain.ToString();
    }

    public static string Indent(string line) => line[..^line.AsSpan().TrimStart([' ', '\t', '\u00A0']).Length];

    /// <summary>A line that stands for others which are left out.</summary>
    public static bool IsElision(string line) => Elision.IsMatch(line);

    /// <summary>The same, where it cannot be meant as code.</summary>
    public static bool IsElisionInWords(string line) => ElisionInWords.IsMatch(line);

    [GeneratedRegex(@"^\s*((#|//|/\*|<!--|--|;)?\s*(\.\.\.|…)\s*(\*/|-->)?|(#|//|/\*|<!--|--|;|\{/\*)\s*(\.\.\.|…|\[?\(?\s*(the )?(rest|existing|remaining|unchanged|other|same|previous|omitted|keep)\b).*)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Elision { get; }

    [GeneratedRegex(@"^\s*(#|//|/\*|<!--|--|;|\{/\*)\s*((\.\.\.|…).*|.*\b(rest of|existing code|remaining code|unchanged|code omitted|same as before|omitted for brevity)\b.*(\.\.\.|…).*)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex ElisionInWords { get; }
}
