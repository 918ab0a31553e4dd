using Ouroboros.Adapters.Files;
using Ouroboros.Adapters.Processes;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.JavaScript;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.JavaScript;

/// <summary>A sample JavaScript project with its bed open.</summary>
internal sealed class ScriptBench(SampleWorkspace workspace, ITestBed bed) : IAsyncDisposable
{
    public static JavaScriptKind Kind { get; } = new(
        new TreeSitterParser(), new ProcessRunner(SandboxMode.Auto, TimeProvider.System), new KernelRoots(NoFailPoints.Instance), TimeProvider.System);

    public SampleWorkspace Workspace => workspace;

    public ITestBed Bed => bed;

    public static Task<ScriptBench> OpenAsync(params (string Path, string Text)[] files) => OpenAsync(new SampleWorkspace(files));

    /// <summary>With the real frameworks installed.</summary>
    public static Task<ScriptBench> FurnishedAsync(params (string Path, string Text)[] files)
    {
        var workspace = new SampleWorkspace(files);
        NodePackages.Into(workspace.Root);
        return OpenAsync(workspace);
    }

    private static async Task<ScriptBench> OpenAsync(SampleWorkspace workspace)
    {
        var options = new TestOptions { Cores = 2, TestTimeout = TimeSpan.FromSeconds(3) };
        var found = await Kind.DetectAsync(workspace.Snapshot, options, CancellationToken.None);
        found.Problem.ShouldBeNull();
        return new ScriptBench(workspace, found.Project!.Open());
    }

    /// <summary>Opens the fast lane against what is red and green as it stands.</summary>
    public async Task<PythonTrials> TrialsAsync()
    {
        var baseline = await bed.RunAsync(null, null, CancellationToken.None);
        var trace = await bed.TraceAsync(null, CancellationToken.None);
        var brief = new TrialBrief(
            workspace.Snapshot, [.. baseline.Red.Select(r => r.Name)],
            [.. baseline.Results.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Name)], trace, 1);
        return (PythonTrials)await bed.OpenTrialsAsync(brief, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await bed.DisposeAsync();
        workspace.Dispose();
    }
}
