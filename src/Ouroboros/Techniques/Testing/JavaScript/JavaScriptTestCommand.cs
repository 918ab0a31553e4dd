using Ouroboros.Techniques.Testing.Python;

namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>A test command as a person or <c>package.json</c> wrote it, understood as far as it can be.</summary>
/// <param name="Framework">Null when the command starts none that this knows.</param>
/// <param name="Files">Files, directories and globs it names.</param>
/// <param name="Named">The runner it starts, for people.</param>
internal sealed record JavaScriptTestCommand(
    JavaScriptFramework? Framework, string? Named, IReadOnlyList<string> NodeArguments, IReadOnlyList<string> Arguments, IReadOnlyList<string> Files,
    IReadOnlyDictionary<string, string> Environment, IReadOnlyList<string> Words)
{
    // Options whose value is a word of its own.
    private static readonly HashSet<string> WithValue =
    [
        "--import", "--require", "-r", "--loader", "--experimental-loader", "--test-reporter", "--test-reporter-destination", "--test-name-pattern",
        "--test-concurrency", "--test-timeout", "--conditions", "-C", "--timeout", "-t", "--ui", "-u", "--config", "--extension", "--file", "--grep", "-g",
        "--env-file", "--spec", "--reporter", "-R", "--slow", "-s", "--retries",
    ];

    public static JavaScriptTestCommand Parse(string text)
    {
        var all = PythonTestCommand.Split(text);
        var words = new List<string>(all);
        var environment = new Dictionary<string, string>();
        if (words.Count > 0 && words[0] is "cross-env" or "env")
            words.RemoveAt(0);

        while (words.Count > 0 && words[0].IndexOf('=') is > 0 and var at && words[0][..at].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            environment[words[0][..at]] = words[0][(at + 1)..];
            words.RemoveAt(0);
        }

        if (words.Count > 0 && words[0] is "npx" or "exec")
            words.RemoveAt(0);

        // More than one command: only its exit code tells.
        var simple = !all.Exists(w => w is "&&" or "||" or ";" or "|" or "&");
        var program = simple && words.Count > 0 ? Path.GetFileName(words[0]) : "";
        return program switch
        {
            "node" when words.Contains("--test") => Options(JavaScriptFramework.Node, "node --test", words, environment, all),
            "mocha" or "_mocha" or "mocha.js" => Options(JavaScriptFramework.Mocha, "mocha", words, environment, all),
            "vitest" or "jest" => new(null, program, [], [], [], environment, all),
            _ => new(null, null, [], [], [], environment, all),
        };
    }

    private static JavaScriptTestCommand Options(
        JavaScriptFramework framework, string named, List<string> words, Dictionary<string, string> environment, List<string> all)
    {
        List<string> options = [], files = [];
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i] is "--test" or "--watch" or "-w")
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
            ? new(framework, named, options, [], files, environment, all)
            : new(framework, named, [], options, files, environment, all);
    }

    // The bed brings a reporter of its own.
    private static bool IsReporting(string option) =>
        option.StartsWith("--test-reporter", StringComparison.Ordinal) || option.StartsWith("--reporter", StringComparison.Ordinal)
        || option is "-R" or "--experimental-test-coverage" || option.StartsWith("--test-concurrency", StringComparison.Ordinal);
}
