using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Semantics;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>Python projects tested with pytest, unittest, or any command.</summary>
public sealed class PythonKind(IProcessRunner runner, IFileRoots roots, SnapshotReader reader, TimeProvider clock) : IProjectKind
{
    private readonly PythonProjects projects = new(runner, roots, clock);

    public static ProjectMarks Known { get; } = new(
        "Python", name => name is "pyproject.toml" or "setup.py" or "setup.cfg" or "pytest.ini" or "tox.ini", PythonTestFiles.IsTest);

    public ProjectMarks Marks => Known;

    public ProjectSigns Signs(Snapshot snapshot, TestOptions options)
    {
        var files = new PythonTestFiles(snapshot);
        var sources = snapshot.Files.Keys.Count(p => p.Extension == ".py");
        var command = options.TestCommand is { } text ? PythonTestCommand.Parse(text) : null;
        return new ProjectSigns(sources, files.Tests.Count + (files.IsConfiguredForPytest ? 1 : 0), command is { Framework: not PythonFramework.Command });
    }

    public async Task<ProjectDetection> DetectAsync(Snapshot snapshot, TestOptions options, CancellationToken cancellationToken)
    {
        var python = new PythonOptions
        {
            Interpreter = options.Python, TestCommand = options.TestCommand, TestTimeout = options.TestTimeout, Cores = options.Cores,
        };
        var found = await projects.DetectAsync(snapshot, python, cancellationToken);
        if (found.Project is not { } project)
            return found.PartIsMissing ? ProjectDetection.Missing(found.Problem!) : ProjectDetection.Unfit(found.Problem!);

        var check = new PythonSemantics(reader, runner, project.Interpreter.Executable, project.Interpreter.Prefixes);
        return ProjectDetection.Found(new FoundProject(() => projects.Open(project, snapshot, python), check));
    }
}
