using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Runs;
using Ouroboros.Techniques.Provenance;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.State;

namespace Ouroboros.Cli.Composition;

/// <summary>Puts together who writes and who verifies the provenance of a workspace's runs.</summary>
internal sealed class Provenance(Workbench bench)
{
    /// <summary>Fails before a run begins where its provenance could not be written.</summary>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(Place);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw UserError.Misuse($"Provenance cannot be written to {Place}: {trouble.Message}", "Name a directory that can be made: --artifacts DIR");
        }
    }

    public ProvenanceWriter Writer(RunLog log) => new(
        Shelf(), SigningKey.OpenOrCreate(User()), bench.Journal, log, bench.Redactor, Product.Version, bench.Clock);

    public ProvenanceVerifier Verifier() => new(
        Shelf(), bench.Store.Contents, bench.Store.Roots.Open(bench.Store.State.Workspace), bench.Journal, SigningKey.Find(User())?.PublicKey.Id);

    private string Place => bench.Artifacts ?? bench.Store.State.ArtifactsPath;

    private ProvenanceShelf Shelf()
    {
        Directory.CreateDirectory(Place);
        return new ProvenanceShelf(bench.Store.Roots.Open(Place), bench.Store.Roots.Open(bench.Store.State.KeysPath));
    }

    private IRootedFiles User() => UserDirectory.Open(bench.Store.Roots, Environment.GetEnvironmentVariable);
}
