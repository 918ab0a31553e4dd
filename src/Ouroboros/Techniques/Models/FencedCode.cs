using System.Text;

namespace Ouroboros.Techniques.Models;

/// <summary>Code as models write it into an answer: between two fences, mostly with words around.</summary>
public static class FencedCode
{
    private const int Least = 3;

    /// <summary>What stands between the first fence and its end, without the last line break; the whole answer where there is no fence.</summary>
    public static string In(string answer)
    {
        var lines = answer.ReplaceLineEndings("\n").Split('\n');
        var opening = Array.FindIndex(lines, l => Marks(l) >= Least);
        if (opening < 0)
            return answer;

        var (mark, count) = (lines[opening].TrimStart()[0], Marks(lines[opening]));
        var body = lines[(opening + 1)..];
        var closing = Array.FindIndex(body, l => Marks(l) >= count && l.Trim().All(c => c == mark));
        // An answer that broke off has no second fence.
        return string.Join('\n', closing < 0 ? body : body[..closing]);
    }

    /// <summary>The same, ended as the text ended whose place it takes.</summary>
    public static string InPlaceOf(string text, string answer)
    {
        var code = In(answer).TrimEnd('\n');
        return text.EndsWith('\n') && code.Length > 0 ? code + "\n" : code;
    }

    /// <summary>Puts a fence around a text that is longer than any inside.</summary>
    public static string Around(string text)
    {
        var (longest, run) = (Least - 1, 0);
        foreach (var letter in text)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        return new StringBuilder(fence).Append('\n').Append(text).Append(text.EndsWith('\n') ? "" : "\n").Append(fence).ToString();
    }

    // Words behind the marks name a language; marks behind them make it code within a line.
    private static int Marks(string line)
    {
        var text = line.AsSpan().TrimStart();
        if (text.Length < Least || text[0] is not ('`' or '~'))
            return 0;

        var mark = text[0];
        var rest = text.TrimStart(mark);
        return rest.Contains(mark) ? 0 : text.Length - rest.Length;
    }
}
