using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Goals;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Bench.Syntax;

/// <summary>The whole gate over patches that change one byte of each file: reading, hashing, patching, parsing, judging.</summary>
internal sealed class GatePass : IContentStore, IAsyncDisposable
{
    private readonly Dictionary<ContentHash, byte[]> contents = [];
    private readonly List<Candidate> candidates = [];
    private readonly WorkPlan plan;
    private readonly SyntaxGate gate;

    public GatePass(Language language, IReadOnlyList<string> files)
    {
        var versions = new Dictionary<RepoPath, FileVersion>();
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            var path = RepoPath.Parse($"{versions.Count}{Path.GetExtension(file)}");
            versions[path] = new FileVersion(path, Put(bytes), bytes.Length, default);
            var patch = Patch.Change(path, versions[path].Hash, new SpanEdit(bytes.Length - 1, 1, bytes.AsMemory(bytes.Length - 1)));
            candidates.Add(new Candidate(patch, new Origin("bench", "none", $"{language}", path, 1), 1));
        }

        plan = new BenchPlan(new Snapshot("/nowhere", versions));
        gate = new SyntaxGate(new SnapshotReader(this), new TreeSitterParser(), SyntaxLimits.Default, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => plan.DisposeAsync();

    /// <summary>Nanoseconds of processor time, of all threads.</summary>
    public long Run()
    {
        var start = Environment.CpuUsage.TotalTime;
        foreach (var candidate in candidates)
            gate.JudgeAsync(candidate, plan, default).GetAwaiter().GetResult();

        return (long)(Environment.CpuUsage.TotalTime - start).TotalNanoseconds;
    }

    public ContentHash Put(ReadOnlySpan<byte> content)
    {
        var hash = ContentHash.Of(content);
        contents[hash] = content.ToArray();
        return hash;
    }

    public byte[]? Get(ContentHash hash) => contents.GetValueOrDefault(hash);

    private sealed record BenchGoal() : Goal("/nowhere");

    private sealed record BenchPlan(Snapshot Snapshot)
        : WorkPlan(new BenchGoal { Run = RunId.New(TimeProvider.System, new Random(1)), Seed = 1, Limits = new Limits() }, Snapshot);
}
