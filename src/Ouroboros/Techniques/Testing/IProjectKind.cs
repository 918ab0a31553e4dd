using Ouroboros.Techniques.Semantics;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing;

/// <summary>Projects of one language: knows them by their files, and how their tests are run. A new language is a new kind.</summary>
public interface IProjectKind
{
    /// <summary>Its name, and what tells its projects by their files.</summary>
    ProjectMarks Marks { get; }

    /// <summary>What speaks for this kind, without starting anything.</summary>
    ProjectSigns Signs(Snapshot snapshot, TestOptions options);

    /// <summary>The project, or exactly what is missing and the command that mends it.</summary>
    Task<ProjectDetection> DetectAsync(Snapshot snapshot, TestOptions options, CancellationToken cancellationToken);
}

/// <summary>How much of a workspace is of one kind.</summary>
/// <param name="Sources">Files in its language.</param>
/// <param name="Tests">Files among them that hold tests, or that configure how tests are run.</param>
/// <param name="OwnsCommand">Whether the test command that a person gave starts this kind's own runner.</param>
public readonly record struct ProjectSigns(int Sources, int Tests, bool OwnsCommand);

/// <summary>A project whose tests can be run.</summary>
/// <param name="Open">Opens the bed its tests run in. Nothing is started before the bed is asked to run something.</param>
/// <param name="Semantics">Checks what a patch means without running it; null where there is no such check.</param>
public sealed record FoundProject(Func<ITestBed> Open, ISemanticCheck? Semantics);

/// <summary>A project that can be tested, or in one sentence what is missing and what mends it.</summary>
public sealed record ProjectDetection(FoundProject? Project, string? Problem)
{
    /// <summary>Whether the machine lacks something, rather than the workspace.</summary>
    public bool PartIsMissing { get; private init; }

    public static ProjectDetection Found(FoundProject project) => new(project, null);

    public static ProjectDetection Missing(string problem) => new(null, problem) { PartIsMissing = true };

    public static ProjectDetection Unfit(string problem) => new(null, problem);
}
