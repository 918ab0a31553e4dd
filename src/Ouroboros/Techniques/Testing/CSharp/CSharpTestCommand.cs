namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>A test command as a person wrote it: <c>dotnet test</c>, what it names, and what of its options matters here.</summary>
internal sealed record CSharpTestCommand(string? Target, string Configuration, string? Filter, string? Framework = null)
{
    public static CSharpTestCommand Bare { get; } = new(null, "Debug", null);

    private static readonly HashSet<string> WithValue =
    [
        "-c", "--configuration", "-f", "--framework", "--filter", "-l", "--logger", "-r", "--runtime", "--results-directory", "-s", "--settings", "-v",
        "--verbosity", "--collect", "-o", "--output", "-d", "--diag", "--project", "--solution", "-e", "--environment", "-a", "--arch",
    ];

    /// <summary>Null when the command starts something else.</summary>
    public static CSharpTestCommand? Parse(string text)
    {
        var words = CommandText.Words(text);
        if (words.Count < 2 || Path.GetFileName(words[0]) != "dotnet" || words[1] != "test")
            return null;

        var command = Bare;
        for (var i = 2; i < words.Count && words[i] != "--"; i++)
        {
            var (option, value) = words[i].IndexOf('=') is > 0 and var at && words[i][0] == '-' ? (words[i][..at], words[i][(at + 1)..])
                : (words[i], WithValue.Contains(words[i]) && i + 1 < words.Count ? words[++i] : null);
            command = option switch
            {
                "-c" or "--configuration" when value is not null => command with { Configuration = value },
                "--filter" when value is not null => command with { Filter = value },
                "-f" or "--framework" when value is not null => command with { Framework = value },
                "--project" or "--solution" when value is not null => command with { Target = value },
                _ when option[0] != '-' => command with { Target = option },
                _ => command,
            };
        }

        return command;
    }
}
