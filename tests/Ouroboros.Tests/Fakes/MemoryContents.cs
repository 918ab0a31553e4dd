using Ouroboros.Runs;
using Ouroboros.Stages.Plan;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Fakes;

/// <summary>A content store and the workspace whose files stand in it, without a disk.</summary>
internal sealed class MemoryContents : IContentStore
{
    private readonly Dictionary<ContentHash, byte[]> blobs = [];
    private readonly Dictionary<RepoPath, FileVersion> files = [];

    public WorkPlan Plan => new PlanWith(new Snapshot("/nowhere", files));

    public ContentHash Put(ReadOnlySpan<byte> content)
    {
        var hash = ContentHash.Of(content);
        blobs[hash] = content.ToArray();
        return hash;
    }

    public byte[]? Get(ContentHash hash) => blobs.GetValueOrDefault(hash);

    public FileVersion Add(string path, ReadOnlySpan<byte> content)
    {
        var version = new FileVersion(RepoPath.Parse(path), Put(content), content.Length, (UnixFileMode)0b110_100_100);
        return files[version.Path] = version;
    }

    private sealed record PlanWith(Snapshot Snapshot)
        : WorkPlan(new FakeGoal { Run = RunId.New(TimeProvider.System, new Random(1)), Seed = 1, Limits = new Limits() }, Snapshot);
}
