namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>A test command as a person or <c>package.json</c> wrote it, understood as far as it can be.</summary>
/// <param name="Framework">Null when the command starts none that this knows.</param>
/// <param name="Files">Files, directories and globs it names.</param>
/// <param name="Named">The runner it starts, for people.</param>
/// <param name="Text">All of it, as it was written.</param>
internal sealed record JavaScriptTestCommand(
    JavaScriptFramework? Framework, string? Named, IReadOnlyList<string> NodeArguments, IReadOnlyList<string> Arguments, IReadOnlyList<string> Files,
    IReadOnlyDictionary<string, string> Environment, string Text)
{
    /// <summary>Whether there was more to it than this runner.</summary>
    public bool IsPart { get; init; }

    // How often and how many at once, which is not for the project to say here.
    private static readonly HashSet<string> Mode =
        ["run", "watch", "dev", "--run", "--ci", "-i", "--runInBand", "--watchAll", "--watchAll=false", "--watch=false", "--verbose", "--silent", "--passWithNoTests", "--bail", "--forceExit", "--detectOpenHandles"];

    // Options whose value is a word of its own.
    private static readonly HashSet<string> WithValue =
    [
        "--import", "--require", "-r", "--loader", "--experimental-loader", "--test-reporter", "--test-reporter-destination", "--test-name-pattern",
        "--test-concurrency", "--test-timeout", "--conditions", "-C", "--timeout", "-t", "--ui", "-u", "--config", "--extension", "--file", "--grep", "-g",
        "--env-file", "--spec", "--reporter", "-R", "--slow", "-s", "--retries",
        "-c", "--root", "--rootDir", "--dir", "--environment", "--env", "--project", "--selectProjects", "--maxWorkers", "--testPathPattern", "--testPathPatterns", "--testTimeout",
    ];

    // What each framework's programs are called, the package that brings it first.
    private static readonly Dictionary<string, JavaScriptFramework> Programs = new()
    {
        ["vitest"] = JavaScriptFramework.Vitest, ["vitest.mjs"] = JavaScriptFramework.Vitest, ["jest"] = JavaScriptFramework.Jest, ["jest.js"] = JavaScriptFramework.Jest,
        ["mocha"] = JavaScriptFramework.Mocha, ["_mocha"] = JavaScriptFramework.Mocha, ["mocha.js"] = JavaScriptFramework.Mocha,
    };

    // What looks at the sources beside the tests: no test's verdict hangs on it.
    private static readonly HashSet<string> Linters = ["eslint", "standard", "xo", "prettier", "tslint", "biome", "oxlint", "semistandard", "jshint", "knip", "cspell"];

    // They run a runner and count what it covers.
    private static readonly HashSet<string> Counters = ["nyc", "c8"];
    private const int MostScripts = 4;

    /// <param name="scripts">Those of <c>package.json</c>, which a command may name.</param>
    public static JavaScriptTestCommand Parse(string text, IReadOnlyDictionary<string, string>? scripts = null)
    {
        var parts = Parts(text, scripts, MostScripts).Where(p => !Linters.Contains(Path.GetFileName(p.Words[0]))).ToList();
        var known = parts.Select(p => Known(p.Words, p.Environment, text)).OfType<JavaScriptTestCommand>().ToList();
        // One runner, started again and again for parts of the tests or in other time zones: the start that runs most.
        return known.DistinctBy(k => k.Named).Count() == 1
            ? known.MinBy(k => k.Files.Count)! with { IsPart = parts.Count > 1 }
            : new(null, null, [], [], [], parts is [var only] ? only.Environment : new Dictionary<string, string>(), text);
    }

    private static JavaScriptTestCommand? Known(List<string> words, Dictionary<string, string> environment, string text) =>
        Path.GetFileName(words[0]) == "node" && words.Contains("--test") ? Options(JavaScriptFramework.Node, "node --test", words, environment, text)
        : Programs.TryGetValue(Path.GetFileName(words[0]), out var framework) ? Options(framework, framework.ToString().ToLowerInvariant(), words, environment, text)
        : null;

    /// <summary>The commands one after the other, each without what only starts it.</summary>
    private static List<(List<string> Words, Dictionary<string, string> Environment)> Parts(
        string text, IReadOnlyDictionary<string, string>? scripts, int depth)
    {
        var found = new List<(List<string>, Dictionary<string, string>)>();
        foreach (var words in CommandText.Commands(text))
        {
            var environment = new Dictionary<string, string>();
            Unwrap(words, environment);
            if (ScriptOf(words, scripts) is { } script && depth > 0)
                found.AddRange(Parts(script, scripts, depth - 1));
            else if (words.Count > 0)
                found.Add((words, environment));
        }

        return found;
    }

    private static void Unwrap(List<string> words, Dictionary<string, string> environment)
    {
        CommandText.TakeEnvironment(words, environment);
        if (words.Count > 0 && words[0] is "npx" or "exec")
            words.RemoveAt(0);

        if (words.Count > 0 && Counters.Contains(Path.GetFileName(words[0])) && words.FindIndex(w => w == "node" || Programs.ContainsKey(Path.GetFileName(w))) is > 0 and var runner)
            words.RemoveRange(0, runner);

        // Node that starts a framework's own program starts that framework.
        if (words.Count > 1 && words[0] == "node" && Programs.ContainsKey(Path.GetFileName(words[1])))
            words.RemoveAt(0);
    }

    private static string? ScriptOf(List<string> words, IReadOnlyDictionary<string, string>? scripts)
    {
        var name = words switch
        {
            ["npm" or "pnpm" or "yarn" or "bun", "run" or "run-script", var named, ..] => named,
            ["pnpm" or "yarn", var named] => named,
            ["npm" or "pnpm" or "yarn", "test" or "t", ..] => "test",
            _ => null,
        };
        // What is a linter by its name need not be read.
        return name is not null && name.StartsWith("lint", StringComparison.Ordinal) ? "eslint" : name is null ? null : scripts?.GetValueOrDefault(name);
    }

    private static JavaScriptTestCommand Options(
        JavaScriptFramework framework, string named, List<string> words, Dictionary<string, string> environment, string text)
    {
        List<string> options = [], files = [];
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i] is "--test" or "--watch" or "-w" || Mode.Contains(words[i]) && framework is JavaScriptFramework.Jest or JavaScriptFramework.Vitest)
                continue;

            if (!words[i].StartsWith('-'))
            {
                files.Add(words[i]);
                continue;
            }

            var value = WithValue.Contains(words[i]) && i + 1 < words.Count ? words[++i] : null;
            var option = value is null ? words[i] : words[i - 1];
            if (IsReporting(option))
                continue;

            options.Add(option);
            if (value is not null)
                options.Add(value);
        }

        return framework == JavaScriptFramework.Node
            ? new(framework, named, options, [], files, environment, text)
            : new(framework, named, [], options, files, environment, text);
    }

    // The bed brings a reporter of its own.
    private static bool IsReporting(string option) =>
        option.StartsWith("--test-reporter", StringComparison.Ordinal) || option.StartsWith("--reporter", StringComparison.Ordinal)
        || option is "-R" or "--experimental-test-coverage" || option.StartsWith("--coverage", StringComparison.Ordinal)
        || option.StartsWith("--maxWorkers", StringComparison.Ordinal) || option.StartsWith("--test-concurrency", StringComparison.Ordinal);
}
