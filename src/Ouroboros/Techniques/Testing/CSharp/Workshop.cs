using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>What the bed and the check of meaning share: the copies, the one that is built, and the host that compiles by its records.</summary>
internal sealed class Workshop(CSharpProject project, WorkspaceCopies copies, Snapshot snapshot, ISyntaxParser parser, IProcessRunner runner) : IDisposable
{
    private readonly SemaphoreSlim building = new(1);
    private DotnetLauncher? launcher;
    private IReadOnlyDictionary<string, string>? classes;
    private BuiltCopy? built;
    private int builds;

    public WorkspaceCopies Copies => copies;

    public DotnetLauncher Launcher => launcher ??= new DotnetLauncher(project, runner);

    public IReadOnlyDictionary<string, string> Classes(CancellationToken cancellationToken) =>
        classes ??= ClassFiles.Of(snapshot, project.Tests, parser, cancellationToken);

    /// <summary>The workspace as it stands, built once.</summary>
    public async Task<BuiltCopy> BuiltAsync(CancellationToken cancellationToken)
    {
        await building.WaitAsync(cancellationToken);
        try
        {
            return built ??= await BuildAsync(null, cancellationToken);
        }
        finally
        {
            building.Release();
        }
    }

    /// <summary>A copy of its own, built from nothing. The caller disposes it.</summary>
    public Task<BuiltCopy> BuildAsync(Patch? patch, CancellationToken cancellationToken) =>
        BuiltCopy.MakeAsync(project, copies, Launcher, $"builds-{Interlocked.Increment(ref builds)}", patch, cancellationToken);

    /// <summary>A job of the host, against the workspace as it stands.</summary>
    public async Task<SessionEvents> HostAsync(TestJob job, CancellationToken cancellationToken) =>
        await Launcher.RunAsync(await PlacedAsync(job, cancellationToken), cancellationToken);

    public async Task<TestJob> PlacedAsync(TestJob job, CancellationToken cancellationToken)
    {
        var copy = await BuiltAsync(cancellationToken);
        return Equipped(job, cancellationToken) with { Root = copy.Root, Builds = copy.Builds };
    }

    public TestJob Equipped(TestJob job, CancellationToken cancellationToken) =>
        job with { Compiler = project.Dotnet.Compiler, ClassFiles = Classes(cancellationToken) };

    public void Dispose()
    {
        built?.Dispose();
        launcher?.Dispose();
        copies.Dispose();
        building.Dispose();
    }
}
