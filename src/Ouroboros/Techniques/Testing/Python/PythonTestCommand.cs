using System.Text;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>A test command as a person wrote it, understood as far as it can be.</summary>
/// <param name="Interpreter">The Python it names, or null.</param>
/// <param name="Arguments">What follows the framework's name; the whole command where there is none.</param>
internal sealed record PythonTestCommand(
    PythonFramework Framework, string? Interpreter, bool RootOnPath, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    public static PythonTestCommand Parse(string text)
    {
        var words = Split(text);
        var environment = new Dictionary<string, string>();
        while (words.Count > 0 && words[0].IndexOf('=') is > 0 and var at && words[0][..at].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            environment[words[0][..at]] = words[0][(at + 1)..];
            words.RemoveAt(0);
        }

        var program = words.Count > 0 ? Path.GetFileName(words[0]) : "";
        if (program is "pytest" or "py.test")
            return new(PythonFramework.Pytest, null, false, [.. words.Skip(1)], environment);

        if (program.StartsWith("python", StringComparison.Ordinal) && words is [var python, "-m", "pytest" or "unittest", ..])
        {
            var framework = words[2] == "pytest" ? PythonFramework.Pytest : PythonFramework.Unittest;
            return new(framework, python.Contains('/') ? python : null, true, [.. words.Skip(3)], environment);
        }

        return new(PythonFramework.Command, null, false, words, environment);
    }

    /// <summary>Words as a shell would see them: quotes and backslashes, nothing else.</summary>
    internal static List<string> Split(string text)
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
}
