using System.Text;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Goals;
using Ouroboros.Stages.Plan;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Fakes;

/// <summary>A project in memory, and patches to it.</summary>
internal sealed class PatchedProject
{
    private readonly MemoryContents contents = new();

    public PatchedProject(IReadOnlyDictionary<string, string> files)
    {
        var versions = files.Select(f => (Path: RepoPath.Parse(f.Key), Bytes: Encoding.UTF8.GetBytes(f.Value)))
            .Select(f => new FileVersion(f.Path, contents.Put(f.Bytes), f.Bytes.Length, (UnixFileMode)0b110_100_100));
        Snapshot = new Snapshot("/project", versions.ToDictionary(v => v.Path));
    }

    public Snapshot Snapshot { get; }

    public SnapshotReader Reader => new(contents);

    public WorkPlan Plan => new PatchedPlan(new PatchedGoal { Run = default, Seed = 0, Limits = new Limits() }, Snapshot);

    /// <summary>Changes, adds or, where <paramref name="after"/> is null, deletes a file.</summary>
    public Candidate Change(string path, string? after, string @operator = "test")
    {
        var place = RepoPath.Parse(path);
        FileEdit edit = !Snapshot.Files.TryGetValue(place, out var version) ? new AddFile(place, Encoding.UTF8.GetBytes(after!), (UnixFileMode)0b110_100_100)
            : after is null ? new DeleteFile(place, version.Hash)
            : Changed(version, Encoding.UTF8.GetBytes(after));
        return new Candidate(new Patch([edit]), new Origin("search", @operator, "", place, 1), 0.5);
    }

    public Candidate Rename(string path, string to)
    {
        var place = RepoPath.Parse(path);
        return new Candidate(
            new Patch([new RenameFile(place, Snapshot.Files[place].Hash, RepoPath.Parse(to), [])]), new Origin("search", "rename", "", place, 1), 0.5);
    }

    private ChangeFile Changed(FileVersion version, byte[] after)
    {
        var before = contents.Get(version.Hash)!;
        var head = before.AsSpan().CommonPrefixLength(after);
        var tail = 0;
        while (tail < Math.Min(before.Length, after.Length) - head && before[^(tail + 1)] == after[^(tail + 1)])
            tail++;

        return new ChangeFile(version.Path, version.Hash, [new SpanEdit(head, before.Length - head - tail, after.AsMemory(head, after.Length - head - tail))]);
    }

    private sealed record PatchedGoal() : Goal("/project");

    private sealed record PatchedPlan(Goal Goal, Snapshot Snapshot) : WorkPlan(Goal, Snapshot);
}
