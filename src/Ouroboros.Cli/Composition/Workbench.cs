using Ouroboros.Adapters;
using Ouroboros.Adapters.Processes;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Stages.Release;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Cli.Composition;

/// <summary>The one place where the parts are put together: a workspace's state opened, recovered, and ready to work on.</summary>
internal sealed class Workbench : IDisposable
{
    private Workbench(WorkspaceStore store, SandboxMode sandbox, TimeProvider clock, IReadOnlyList<string> recovered)
    {
        Store = store;
        Clock = clock;
        Runner = new ProcessRunner(sandbox, clock);
        Recovered = recovered;
    }

    public WorkspaceStore Store { get; }

    public TimeProvider Clock { get; }

    public ProcessRunner Runner { get; }

    /// <summary>What an earlier process left half done and this one set right, for people.</summary>
    public IReadOnlyList<string> Recovered { get; }

    /// <summary>Where provenance is written when not to the state directory.</summary>
    public string? Artifacts { get; set; }

    public static async Task<Workbench> OpenAsync(
        string workspace, SandboxMode sandbox, TimeProvider clock, Random random, CancellationToken cancellationToken)
    {
        var store = await WorkspaceStore.OpenAsync(workspace, clock, random, cancellationToken);
        var recovered = await store.Recovery.RunAsync(cancellationToken);
        return new Workbench(store, sandbox, clock, [.. recovered.Select(r => r.Sentence)]);
    }

    public RepairParts RepairParts() => new(
        new TreeSitterParser(), Runner, Store.Roots, Store.Contents, Store.Screenings, Store.Experience,
        new TransactionReleaser(Store.Transaction, Store.Snapshots, Clock), Clock)
    {
        Learners = log => [new Provenance(this).Writer(log)],
    };

    public void Dispose() => Store.Dispose();
}
