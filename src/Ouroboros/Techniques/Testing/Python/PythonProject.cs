namespace Ouroboros.Techniques.Testing.Python;

public enum PythonFramework
{
    Pytest,
    Unittest,

    /// <summary>A command of which only the exit code counts.</summary>
    Command,
}

/// <summary>How a Python project is tested.</summary>
/// <param name="Arguments">What follows the framework's name; empty where its own defaults find the tests.</param>
/// <param name="RootOnPath">Whether the workspace root comes first in the module search path, as with <c>python -m</c>.</param>
/// <param name="SearchPaths">Directories beneath the root that modules are found in besides, such as <c>src</c>.</param>
/// <param name="Starts">Where unittest starts looking for tests.</param>
/// <param name="TestFiles">Files that hold tests, going by their names.</param>
public sealed record PythonProject(
    PythonInterpreter Interpreter, PythonFramework Framework, IReadOnlyList<string> Arguments, bool RootOnPath,
    IReadOnlyList<string> SearchPaths, IReadOnlyList<string> Starts, IReadOnlyList<string> TestFiles,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>For people: <c>pytest 7.2.1 on Python 3.11.2 (/usr/bin/python3)</c>.</summary>
    public string Description => Framework switch
    {
        PythonFramework.Pytest => $"pytest {Interpreter.PytestVersion} on {Interpreter.Description}",
        PythonFramework.Unittest => $"unittest on {Interpreter.Description}",
        _ => string.Join(' ', Arguments),
    };
}

/// <summary>A Python that runs here.</summary>
/// <param name="PytestVersion">Null where pytest cannot be imported.</param>
/// <param name="Prefixes">Directories it needs to see, beside those of the system.</param>
public sealed record PythonInterpreter(string Executable, string Version, string? PytestVersion, IReadOnlyList<string> Prefixes)
{
    public string Description => $"Python {Version} ({Executable})";
}

/// <summary>A project that can be tested, or in one sentence what is missing and what mends it.</summary>
public sealed record PythonDetection(PythonProject? Project, string? Problem)
{
    /// <summary>Whether the machine lacks something, rather than the workspace.</summary>
    public bool PartIsMissing { get; private init; }

    internal static PythonDetection Missing(string problem) => new(null, problem) { PartIsMissing = true };

    internal static PythonDetection Unfit(string problem) => new(null, problem);
}
