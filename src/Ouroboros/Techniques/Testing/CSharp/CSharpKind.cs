using Ouroboros.Techniques.Integrity;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Semantics;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>C# projects tested with xunit, NUnit or MSTest through <c>dotnet test</c>.</summary>
public sealed class CSharpKind(ISyntaxParser parser, IProcessRunner runner, IFileRoots roots, TimeProvider clock) : IProjectKind
{
    public static ProjectMarks Known { get; } = new(
        "C#", name => Path.GetExtension(name) is ".sln" or ".slnx", path => path.Extension is ".cs" or ".csproj" && GuardedFiles.IsTest(path))
    {
        IsPart = name => Path.GetExtension(name) == ".csproj",
    };

    public ProjectMarks Marks => Known;

    public ProjectSigns Signs(Snapshot snapshot, TestOptions options)
    {
        var sources = snapshot.Files.Keys.Count(p => p.Extension == ".cs");
        var tests = sources == 0 ? [] : new TestProjects(snapshot).Tests;
        var holding = snapshot.Files.Keys.Count(p => p.Extension == ".cs" && tests.Any(t => t.Folder is not { } f || p.Value.StartsWith(f.Value + "/", StringComparison.Ordinal)));
        return new ProjectSigns(sources, holding, options.TestCommand is { } text && CSharpTestCommand.Parse(text) is not null);
    }

    public async Task<ProjectDetection> DetectAsync(Snapshot snapshot, TestOptions options, CancellationToken cancellationToken)
    {
        var command = options.TestCommand is { } text ? CSharpTestCommand.Parse(text) : CSharpTestCommand.Bare;
        if (command is null)
            return ProjectDetection.Unfit("Of a C# project only its own tests can be run: write the command like --test 'dotnet test PROJECT', or leave it out.");

        var projects = new TestProjects(snapshot);
        var tests = projects.Named(command.Target);
        if (tests.Count == 0)
        {
            return ProjectDetection.Unfit(
                $"No C# tests were found beneath {snapshot.Root}: {(projects.All.Count == 0 ? "there is no .csproj file" : $"none of {projects.All.Count} project files refers to Microsoft.NET.Test.Sdk and xunit, NUnit or MSTest")}. "
                + "Name the project that holds them: --test 'dotnet test PROJECT'");
        }

        if (tests.Any(t => t.RunsItself) && XunitFilter.Options(command.Filter) is null)
        {
            return ProjectDetection.Unfit(
                $"The program of xunit 3 cannot be told the filter '{command.Filter}'. It knows FullyQualifiedName and traits, with =, != or ~: --test 'dotnet test --filter FullyQualifiedName~Part'");
        }

        var dotnets = new DotnetPrograms(runner);
        if (await dotnets.FindAsync(snapshot.Root, cancellationToken) is not { } dotnet)
        {
            var looked = dotnets.Looked.Count == 0 ? "no dotnet was found" : "looked at " + string.Join(", ", dotnets.Looked);
            return ProjectDetection.Missing($"No .NET SDK that serves: {looked}. Install the .NET SDK 10 or later and put dotnet on PATH.");
        }

        var packages = new RestoredPackages(snapshot);
        if (packages.Absent(tests) is { Count: > 0 } absent)
        {
            return ProjectDetection.Missing(
                $"The tests need packages that are not in {packages.Folder}, and they run without a network: {string.Join(", ", absent)}. "
                + $"Restore them first: dotnet restore {snapshot.Root}");
        }

        var project = new CSharpProject(dotnet, tests, packages.Folder, command.Configuration, command.Filter, command.Framework);
        return ProjectDetection.Found(Opened(project, snapshot, options));
    }

    private FoundProject Opened(CSharpProject project, Snapshot snapshot, TestOptions options)
    {
        var workshop = new Workshop(project, new WorkspaceCopies(roots, clock, snapshot), snapshot, parser, runner);
        return new FoundProject(() => new CSharpTestBed(project, workshop, options, clock), new CSharpMeaning(workshop));
    }
}
