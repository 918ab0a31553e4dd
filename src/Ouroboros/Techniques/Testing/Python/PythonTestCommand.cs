using System.Text;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>A test command as a person wrote it, understood as far as it can be.</summary>
/// <param name="Interpreter">The Python it names, or null.</param>
/// <param name="Arguments">What follows the framework's name; the whole command where there is none.</param>
internal sealed record PythonTestCommand(
    PythonFramework Framework, string? Interpreter, bool RootOnPath, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    // What looks at the sources beside the tests: no test's verdict hangs on it.
    private static readonly HashSet<string> Linters = ["ruff", "flake8", "black", "mypy", "isort", "pylint", "pyright", "bandit", "pyflakes", "pycodestyle", "codespell", "pip", "echo"];

    // They run what follows in an environment that the interpreter's choice stands for.
    private static readonly HashSet<string> Wrappers = ["poetry", "uv", "pipenv", "pdm", "hatch", "rye"];

    // Options of pytest about when to stop, how many at once and what to write beside the verdicts, which is not for the project to say here.
    private static readonly HashSet<string> Alone =
        ["-x", "--exitfirst", "--lf", "--last-failed", "--ff", "--failed-first", "--nf", "--new-first", "--sw", "--stepwise", "--pdb", "--trace", "--looponfail", "-f", "--no-cov-on-fail", "--cov"];

    private static readonly HashSet<string> WithValue = ["-n", "--numprocesses", "--maxfail", "--junitxml", "--junit-xml", "--durations", "--cov-report", "--dist"];

    public static PythonTestCommand Parse(string text)
    {
        var parts = Parts(Split(text)).Select(Unwrapped).Where(p => p.Words.Count > 0 && !Linters.Contains(Path.GetFileName(p.Words[0]))).ToList();
        if (parts is [var (words, environment)])
            return Known(words, environment) ?? new(PythonFramework.Command, null, false, Shelled(text, words), environment);

        return new(PythonFramework.Command, null, false, Shelled(text, Split(text)), new Dictionary<string, string>());
    }

    // What only a shell understands is left to it.
    private static IReadOnlyList<string> Shelled(string text, List<string> words) =>
        words.Count > 0 && text.AsSpan().IndexOfAny("&;|<>$`*") >= 0 ? ["/bin/sh", "-c", text] : words;

    private static PythonTestCommand? Known(List<string> words, Dictionary<string, string> environment)
    {
        if (Path.GetFileName(words[0]) is "pytest" or "py.test")
            return new(PythonFramework.Pytest, null, false, Lasting(words.Skip(1)), environment);

        if (!IsPython(words[0]) || words.IndexOf("-m") is not (> 0 and var at) || words.Skip(1).Take(at - 1).Any(w => !w.StartsWith('-')) || at + 1 >= words.Count)
            return null;

        var interpreter = words[0].Contains('/') ? words[0] : null;
        return words[at + 1] switch
        {
            "pytest" => new(PythonFramework.Pytest, interpreter, true, Lasting(words.Skip(at + 2)), environment),
            "unittest" => new(PythonFramework.Unittest, interpreter, true, [.. words.Skip(at + 2)], environment),
            _ => null,
        };
    }

    private static bool IsPython(string word) => Path.GetFileName(word).StartsWith("python", StringComparison.Ordinal);

    private static IEnumerable<List<string>> Parts(List<string> words)
    {
        var part = new List<string>();
        foreach (var word in words.Append("&&"))
        {
            var isLast = word is "&&" or ";" || word.EndsWith(';');
            if (word is not ("&&" or ";"))
                part.Add(word.TrimEnd(';'));

            if (!isLast)
                continue;

            yield return part;
            part = [];
        }
    }

    /// <summary>A command without what only starts it.</summary>
    private static (List<string> Words, Dictionary<string, string> Environment) Unwrapped(List<string> words)
    {
        var environment = new Dictionary<string, string>();
        for (var before = -1; before != words.Count;)
        {
            before = words.Count;
            if (words.Count > 1 && words[0] == "env")
                words.RemoveAt(0);

            while (words.Count > 0 && words[0].IndexOf('=') is > 0 and var at && words[0][..at].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                environment[words[0][..at]] = words[0][(at + 1)..];
                words.RemoveAt(0);
            }

            if (words is [var wrapper, "run", _, ..] && Wrappers.Contains(wrapper))
                words.RemoveRange(0, 2);

            if (Counted(words) is { } counted)
                words = counted;
        }

        return (words, environment);
    }

    /// <summary>What <c>coverage run -m pytest</c> counts the lines of.</summary>
    private static List<string>? Counted(List<string> words) => words switch
    {
        ["coverage", "run", ..] when words.IndexOf("-m") is > 0 and var at => ["python", .. words[at..]],
        [var python, "-m", "coverage", "run", ..] when IsPython(python) && words.IndexOf("-m", 2) is > 0 and var at => [python, .. words[at..]],
        _ => null,
    };

    private static List<string> Lasting(IEnumerable<string> arguments)
    {
        var left = new List<string>();
        var skip = false;
        foreach (var argument in arguments)
        {
            var option = argument.Split('=')[0];
            if (!skip && !Alone.Contains(option) && !WithValue.Contains(option))
                left.Add(argument);

            skip = !skip && WithValue.Contains(argument);
        }

        return left;
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
