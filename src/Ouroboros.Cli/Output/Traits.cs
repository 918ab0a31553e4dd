namespace Ouroboros.Cli.Output;

/// <summary>What the terminal can show. https://no-color.org and https://bixense.com/clicolors are respected.</summary>
internal sealed record Traits
{
    public bool Colour { get; init; }

    /// <summary>Whether signs beyond ASCII may be used; text of the project is never changed.</summary>
    public bool Unicode { get; init; } = true;

    public int Width { get; init; } = 100;

    /// <summary>Whether a line may be redrawn in place.</summary>
    public bool Live { get; init; }

    /// <summary>Automation: nobody is asked.</summary>
    public bool Headless { get; init; }

    public bool InputRedirected { get; init; }

    public bool OutputRedirected { get; init; }

    public bool ErrorRedirected { get; init; }

    public static Traits OfThisTerminal(IReadOnlyDictionary<string, string> environment)
    {
        var traits = Of(environment, Console.IsInputRedirected, Console.IsOutputRedirected, Console.IsErrorRedirected);
        return traits.OutputRedirected && traits.ErrorRedirected ? traits : traits with { Width = TerminalWidth() };
    }

    internal static Traits Of(IReadOnlyDictionary<string, string> environment, bool input, bool output, bool error)
    {
        var terminal = environment.GetValueOrDefault("TERM");
        var dumb = terminal is null or "" or "dumb";
        var automation = IsSet("CI");
        return new Traits
        {
            Colour = !IsSet("NO_COLOR") && !dumb,
            Unicode = SpeaksUtf8(environment),
            Live = !error && !dumb && !automation,
            Headless = automation,
            InputRedirected = input,
            OutputRedirected = output,
            ErrorRedirected = error,
        };

        bool IsSet(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value && value is not ("0" or "false");
    }

    private static bool SpeaksUtf8(IReadOnlyDictionary<string, string> environment)
    {
        var locale = new[] { "LC_ALL", "LC_CTYPE", "LANG" }
            .Select(n => environment.GetValueOrDefault(n)).FirstOrDefault(v => !string.IsNullOrEmpty(v)) ?? "";
        return locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
    }

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth is > 20 and var width ? width : 100;
        }
        catch (IOException)
        {
            return 100;
        }
    }
}
