using Ouroboros.Runs;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Provenance;

/// <summary>Where the provenance of a workspace's runs lies.</summary>
/// <param name="artifacts"><c>.ouroboros/artifacts</c>, or what <c>--artifacts</c> named.</param>
/// <param name="keys"><c>.ouroboros/keys</c>: the public keys of those who signed here.</param>
public sealed class ProvenanceShelf(IRootedFiles artifacts, IRootedFiles keys)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static RepoPath MetadataName(RunId run) => RepoPath.Parse($"artifact_metadata_{run}.json");

    public static RepoPath StatementName(RunId run) => RepoPath.Parse($"statement_{run}.json");

    public static RepoPath EnvelopeName(RunId run) => RepoPath.Parse($"statement_{run}.dsse.json");

    /// <summary>Absolute path of the artefact, for people.</summary>
    public string MetadataPath(RunId run) => MetadataName(run).Under(artifacts.Root);

    internal byte[]? Read(RepoPath name) => artifacts.Read(name)?.Content;

    internal void Write(RepoPath name, byte[] content) => artifacts.Overwrite(name, content, OwnerOnly);

    internal byte[]? ReadKey(string id) => keys.Read(KeyName(id))?.Content;

    internal void WriteKey(PublicKey key)
    {
        var pem = key.ToPem();
        if (ReadKey(key.Id) is not { } there || !there.AsSpan().SequenceEqual(pem))
            keys.Overwrite(KeyName(key.Id), pem, OwnerOnly);
    }

    internal static RepoPath KeyName(string id) => RepoPath.Parse($"{id}.pub.pem");
}
