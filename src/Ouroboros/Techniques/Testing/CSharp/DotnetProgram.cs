namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>A .NET SDK that runs here.</summary>
/// <param name="Root">Where runtimes and SDKs lie.</param>
/// <param name="Sdk">The directory of the SDK the workspace asks for.</param>
/// <param name="Runtime">The newest runtime beside it, which the host runs on.</param>
public sealed record DotnetProgram(string Executable, string Root, string Version, string Sdk, string Runtime)
{
    public string Description => $".NET SDK {Version} ({Executable})";

    /// <summary>The compiler that this SDK builds with.</summary>
    public string Compiler => Path.Join(Sdk, "Roslyn", "bincore");

    /// <summary>Directories it needs to see, beside those of the system.</summary>
    public IReadOnlyList<string> Prefixes => Root.StartsWith("/usr/", StringComparison.Ordinal) ? [] : [Root];
}
