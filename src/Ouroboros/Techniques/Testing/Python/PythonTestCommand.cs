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
        ["-x", "--exitfirst", "--lf", "--last-failed", "--ff", "--failed-first", "--nf", "--new-first", "--sw", "--stepwise", "--pdb", "--trace", "--looponfail", "-f", "--no-cov-on-fail"];

    private static readonly HashSet<string> WithValue = ["-n", "--numprocesses", "--maxfail", "--junitxml", "--junit-xml", "--durations", "--cov", "--cov-report", "--dist"];

    public static PythonTestCommand Parse(string text)
    {
        var parts = CommandText.Commands(text).Select(Unwrapped).Where(p => p.Words.Count > 0 && !Linters.Contains(Path.GetFileName(p.Words[0]))).ToList();
        if (text.AsSpan().IndexOfAny("<>$`") < 0 && parts is [var (words, environment)])
        {
            if (Known(words, environment) is { } known)
                return known;

            if (CommandText.Commands(text).Take(2).Count() == 1)
                return new(PythonFramework.Command, null, false, words, environment);
        }

        // What only a shell understands is left to it.
        return new(PythonFramework.Command, null, false, parts.Count == 0 ? [] : ["/bin/sh", "-c", text], new Dictionary<string, string>());
    }

    private static PythonTestCommand? Known(List<string> words, Dictionary<string, string> environment)
    {
        if (Path.GetFileName(words[0]) is "pytest" or "py.test")
            return new(PythonFramework.Pytest, null, false, Lasting(words.Skip(1)), environment);

        if (!IsPython(words[0]) || words.IndexOf("-m") is not (> 0 and var at) || at + 1 >= words.Count || !AreOptions(words[1..at]))
            return null;

        var interpreter = words[0].Contains('/') ? words[0] : null;
        return words[at + 1] switch
        {
            "pytest" => new(PythonFramework.Pytest, interpreter, true, Lasting(words.Skip(at + 2)), environment),
            "unittest" => new(PythonFramework.Unittest, interpreter, true, [.. words.Skip(at + 2)], environment),
            _ => null,
        };
    }

    private static bool AreOptions(List<string> words) => words.Index().All(w => w.Item.StartsWith('-') || (w.Index > 0 && words[w.Index - 1] is "-W" or "-X"));

    private static bool IsPython(string word) => Path.GetFileName(word).StartsWith("python", StringComparison.Ordinal);

    /// <summary>A command without what only starts it.</summary>
    private static (List<string> Words, Dictionary<string, string> Environment) Unwrapped(List<string> words)
    {
        var environment = new Dictionary<string, string>();
        for (var before = -1; before != words.Count;)
        {
            before = words.Count;
            CommandText.TakeEnvironment(words, environment);
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
        var isValue = false;
        foreach (var argument in arguments)
        {
            var isLeft = !Alone.Contains(argument) && !WithValue.Contains(argument.Split('=')[0]) && !(isValue && !argument.StartsWith('-'));
            if (isLeft)
                left.Add(argument);

            isValue = WithValue.Contains(argument);
        }

        return left;
    }
}
