using System.Text;

namespace Ouroboros.Techniques.Testing;

/// <summary>A command as a shell would take it apart: quotes, backslashes, one command behind the other, what it sets before one. Nothing else of a shell.</summary>
internal static class CommandText
{
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        char quote = '\0';
        var open = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
                open = true;
            }
            else if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                quote = quote == '\0' ? c : '\0';
                open = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (open)
                    words.Add(word.ToString());

                word.Clear();
                open = false;
            }
            else
            {
                word.Append(c);
                open = true;
            }
        }

        if (open)
            words.Add(word.ToString());

        return words;
    }

    /// <summary>The words of each command of a row of them.</summary>
    public static IEnumerable<List<string>> Commands(string text)
    {
        var command = new List<string>();
        foreach (var word in Words(text).Append(";"))
        {
            var isSign = word is "&&" or "||" or ";" or "|" or "&";
            if (!isSign)
                command.Add(word.TrimEnd(';'));

            if (!isSign && !word.EndsWith(';'))
                continue;

            yield return command;
            command = [];
        }
    }

    /// <summary>Takes what is set for a command alone from its beginning.</summary>
    public static void TakeEnvironment(List<string> words, Dictionary<string, string> environment)
    {
        if (words.Count > 1 && words[0] is "env" or "cross-env")
            words.RemoveAt(0);

        while (words.Count > 0 && words[0].IndexOf('=') is > 0 and var at && words[0][..at].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            environment[words[0][..at]] = words[0][(at + 1)..];
            words.RemoveAt(0);
        }
    }
}
