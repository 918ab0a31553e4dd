using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>Where a project's code runs: private copies, and what starts our helper in them. Nothing is made before it is used.</summary>
internal sealed class JavaScriptWorkshop(JavaScriptProject project, WorkspaceCopies copies, IProcessRunner runner) : IDisposable
{
    private readonly Lazy<NodeLauncher> launcher = new(() => new NodeLauncher(project, copies.Workspace, runner));

    public WorkspaceCopies Copies => copies;

    public NodeLauncher Launcher => launcher.Value;

    /// <summary>A copy of its own, with the installed packages in their place and a patch applied, if any.</summary>
    public async Task<StagingArea> StageAsync(Patch? patch, CancellationToken cancellationToken)
    {
        var copy = await copies.StageAsync(patch, cancellationToken);
        try
        {
            Launcher.Furnish(copy);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (launcher.IsValueCreated)
            launcher.Value.Dispose();

        copies.Dispose();
    }
}
