using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;
using Ouroboros.Adapters.Files;
using Ouroboros.Adapters.Processes;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

/// <summary>A sample project with its bed open.</summary>
internal sealed class PythonBench : IAsyncDisposable
{
    private PythonBench(SampleWorkspace workspace, ITestBed bed)
    {
        Workspace = workspace;
        Bed = bed;
    }

    private static readonly KernelRoots Roots = new(NoFailPoints.Instance);

    public static PythonProjects Projects { get; } = new(new ProcessRunner(SandboxMode.Auto, TimeProvider.System), Roots, TimeProvider.System);

    public SampleWorkspace Workspace { get; }

    public ITestBed Bed { get; }

    public static Task<PythonBench> OpenAsync(params (string Path, string Text)[] files) => OpenAsync(new PythonOptions { Cores = 2 }, files);

    public static async Task<PythonBench> OpenAsync(PythonOptions options, params (string Path, string Text)[] files)
    {
        var workspace = new SampleWorkspace(files);
        var found = await Projects.DetectAsync(workspace.Snapshot, options, CancellationToken.None);
        found.Problem.ShouldBeNull();
        return new PythonBench(workspace, Projects.Open(found.Project!, workspace.Snapshot, options));
    }

    public Task<TestRun> RunAsync(params string[] selection) =>
        Bed.RunAsync(selection.Length == 0 ? null : [.. selection.Select(s => new TestName(s))], null, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Bed.DisposeAsync();
        Workspace.Dispose();
    }
}
