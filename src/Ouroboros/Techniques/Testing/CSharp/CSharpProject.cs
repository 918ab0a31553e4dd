using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.CSharp;

public enum CSharpFramework
{
    Xunit,

    /// <summary>xunit 3: the test project is a program of its own.</summary>
    Xunit3,
    Nunit,
    Mstest,
}

/// <summary>A project file that holds tests.</summary>
/// <param name="RunsItself">Whether its own program runs the tests, rather than a test host of the SDK.</param>
/// <param name="Packages">Packages that its files name, with their versions where these are written out.</param>
public sealed record TestProject(RepoPath Path, CSharpFramework Framework, bool RunsItself, IReadOnlyList<(string Id, string? Version)> Packages)
{
    public RepoPath? Folder => Path.Parent;
}

/// <summary>How a C# workspace is tested.</summary>
/// <param name="Packages">Where restored packages lie.</param>
/// <param name="Configuration">Debug unless the person's command says otherwise.</param>
/// <param name="Filter">A filter that the person's command gave, or null.</param>
/// <param name="Framework">The one of several target frameworks that it named, or null.</param>
public sealed record CSharpProject(DotnetProgram Dotnet, IReadOnlyList<TestProject> Tests, string Packages, string Configuration, string? Filter, string? Framework)
{
    /// <summary>For people: <c>dotnet test (xunit) on .NET SDK 10.0.401 (/usr/bin/dotnet)</c>.</summary>
    public string Description => $"dotnet test ({string.Join(", ", Tests.Select(t => Word(t.Framework)).Distinct())}) on {Dotnet.Description}";

    private static string Word(CSharpFramework framework) => framework switch
    {
        CSharpFramework.Xunit => "xunit",
        CSharpFramework.Xunit3 => "xunit.v3",
        CSharpFramework.Nunit => "NUnit",
        _ => "MSTest",
    };
}
