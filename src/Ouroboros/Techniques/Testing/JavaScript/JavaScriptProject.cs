namespace Ouroboros.Techniques.Testing.JavaScript;

public enum JavaScriptFramework
{
    /// <summary><c>node --test</c>, which every Node has.</summary>
    Node,
    Mocha,
    Jest,
    Vitest,

    /// <summary>A command of which only the exit code counts.</summary>
    Command,
}

/// <summary>How a JavaScript or TypeScript project is tested.</summary>
/// <param name="NodeArguments">Options of Node itself, such as <c>--import tsx</c>.</param>
/// <param name="Arguments">The framework's own options, without the files; the command as a shell takes it where there is no framework.</param>
/// <param name="TestFiles">The files that hold the tests.</param>
/// <param name="Version">Of the framework where it is a package, or null.</param>
public sealed record JavaScriptProject(
    NodeProgram Node, JavaScriptFramework Framework, IReadOnlyList<string> NodeArguments, IReadOnlyList<string> Arguments,
    IReadOnlyList<string> TestFiles, IReadOnlyDictionary<string, string> Environment, string? Version)
{
    /// <summary>Whether its settings may name other test files than the framework's habit: it has to be asked.</summary>
    public bool SaysWhichFiles { get; init; }

    /// <summary>Whether each test file has a world of its own, so that they may run apart.</summary>
    public bool IsolatesFiles => Framework is JavaScriptFramework.Node or JavaScriptFramework.Jest or JavaScriptFramework.Vitest;

    /// <summary>For people: <c>node:test on Node 20.20.2 (/usr/bin/node)</c>.</summary>
    public string Description => Framework switch
    {
        JavaScriptFramework.Node => $"node:test on {Node.Description}",
        JavaScriptFramework.Command => Arguments[^1],
        _ => $"{Framework.ToString().ToLowerInvariant()} {Version} on {Node.Description}".Replace("  ", " ", StringComparison.Ordinal),
    };
}

/// <summary>A Node that runs here.</summary>
/// <param name="Prefixes">Directories it needs to see, beside those of the system.</param>
public sealed record NodeProgram(string Executable, string Version, IReadOnlyList<string> Prefixes)
{
    public string Description => $"Node {Version} ({Executable})";
}
