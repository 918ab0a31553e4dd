using Ouroboros.Adapters;
using Ouroboros.Adapters.Processes;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Output;
using Ouroboros.Runs;
using Ouroboros.Stages.Release;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Secrets;
using Ouroboros.Workspaces;

namespace Ouroboros.Cli.Composition;

/// <summary>The one place where the parts are put together: a workspace's state opened, recovered, and ready to work on.</summary>
internal sealed class Workbench : IDisposable
{
    private Workbench(
        WorkspaceStore store, SandboxMode sandbox, SecretRedactor redactor, TimeProvider clock, Random chance, IReadOnlyList<string> recovered)
    {
        Store = store;
        Redactor = redactor;
        Journal = new RedactingJournal(store.Journal, redactor);
        Clock = clock;
        Chance = chance;
        Runner = new ProcessRunner(sandbox, clock);
        Recovered = recovered;
    }

    public WorkspaceStore Store { get; }

    /// <summary>Knows the secrets of this machine and of this workspace.</summary>
    public SecretRedactor Redactor { get; }

    public IRunJournal Journal { get; }

    public TimeProvider Clock { get; }

    /// <summary>Differs between processes. No decision of a run comes from it: those come from the run's seed.</summary>
    public Random Chance { get; }

    public ProcessRunner Runner { get; }

    /// <summary>What an earlier process left half done and this one set right, for people.</summary>
    public IReadOnlyList<string> Recovered { get; }

    /// <summary>Where provenance is written when not to the state directory.</summary>
    public string? Artifacts { get; set; }

    public static async Task<Workbench> OpenAsync(
        string workspace, SandboxMode sandbox, Surroundings here, Random chance, CancellationToken cancellationToken)
    {
        var store = await WorkspaceStore.OpenAsync(workspace, here.Clock, chance, cancellationToken);
        var recovered = await store.Recovery.RunAsync(cancellationToken);
        return new Workbench(store, sandbox, RedactorFor(store.State.Workspace, here), here.Clock, chance, [.. recovered.Select(r => r.Sentence)]);
    }

    public RepairParts RepairParts() => new(
        new TreeSitterParser(), Runner, Store.Roots, Store.Contents, Store.Screenings, Store.Experience,
        new TransactionReleaser(Store.Transaction, Store.Snapshots, OwnOutput(), Clock), Clock)
    {
        Camera = Store.Snapshots,
        Baselines = new DiscreetBaselines(Store.Baselines, Redactor),
        Learners = log => [new Provenance(this).Writer(log)],
    };

    private static SecretRedactor RedactorFor(string workspace, Surroundings here)
    {
        // What cannot be read cannot reach the tests either.
        var own = DotEnvFile.Read(Path.Join(workspace, ".env"), ".env", []).Select(e => KeyValuePair.Create(e.Key, e.Value.Text));
        return new SecretRedactor(KnownSecrets.Among(here.Environment.Concat(own)));
    }

    /// <summary>Files of the workspace that this very command writes its output to: they change under it, and prove nothing.</summary>
    public HashSet<RepoPath> OwnOutput()
    {
        var own = new HashSet<RepoPath>();
        foreach (var stream in (string[])["/proc/self/fd/1", "/proc/self/fd/2"])
        {
            if (new FileInfo(stream).LinkTarget is { } target && target.StartsWith(Store.State.Workspace + "/", StringComparison.Ordinal)
                && RepoPath.TryParse(target[(Store.State.Workspace.Length + 1)..], out var path))
                own.Add(path);
        }

        return own;
    }

    public void Dispose() => Store.Dispose();
}
