using Ouroboros.Cli.Output;
using Ouroboros.Runs;
using Ouroboros.Techniques.Provenance;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.State;

namespace Ouroboros.Cli.Composition;

/// <summary>Puts together who writes and who verifies the provenance of a workspace's runs.</summary>
internal sealed class Provenance(Workbench bench)
{
    public ProvenanceWriter Writer(RunLog log) => new(
        Shelf(), SigningKey.OpenOrCreate(User()), bench.Journal, log, bench.Redactor, Product.Version, bench.Clock);

    public ProvenanceVerifier Verifier() => new(
        Shelf(), bench.Store.Contents, bench.Store.Roots.Open(bench.Store.State.Workspace), bench.Journal, SigningKey.Find(User())?.PublicKey.Id);

    private ProvenanceShelf Shelf()
    {
        var artifacts = bench.Artifacts ?? bench.Store.State.ArtifactsPath;
        Directory.CreateDirectory(artifacts);
        return new ProvenanceShelf(bench.Store.Roots.Open(artifacts), bench.Store.Roots.Open(bench.Store.State.KeysPath));
    }

    private IRootedFiles User() => UserDirectory.Open(bench.Store.Roots, Environment.GetEnvironmentVariable);
}
