using System.Text;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Testing;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Techniques.Search;

using TestResult = Ouroboros.Stages.Evidence.TestResult;

/// <summary>A few files on disk and the brief of a search among them.</summary>
internal sealed class SearchedProject : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<RepoPath, FileVersion> versions = [];

    public Dictionary<RepoPath, byte[]> Files { get; } = [];

    public List<Suspect> Suspects { get; } = [];

    public List<TestResult> Failing { get; } = [];

    public SearchedProject With(string path, string text, params int[] suspects)
    {
        var (repoPath, content) = (RepoPath.Parse(path), Encoding.UTF8.GetBytes(text));
        folder.Write(path, content);
        Files[repoPath] = content;
        versions[repoPath] = new FileVersion(repoPath, ContentHash.Of(content), content.Length, UnixFileMode.UserRead);
        Suspects.AddRange(suspects.Select((line, i) => new Suspect(repoPath, line, 1.0 / (1 + i), "seen in failing tests")));
        return this;
    }

    public SearchedProject FailingWith(string exception, string message, params CodeFrame[] frames)
    {
        Failing.Add(new TestResult(
            new TestName($"tests/test_it.py::test_{Failing.Count}"), TestOutcome.Failed, TimeSpan.Zero, 0, new TestFailure(exception, message, frames, "")));
        return this;
    }

    public SearchBrief Brief(long seed = 1) => new(
        new Snapshot(folder.Path, versions), Suspects, Failing,
        new TestTrace(new TestRun([], TimeSpan.Zero, null), new Dictionary<TestName, IReadOnlyList<LineSet>>(), []), OperatorPriors.None, seed);

    public Task<BuildOutcome> SearchAsync(
        FakeJury jury, long? candidates = 5_000, SearchBrief? brief = null, IReadOnlyDictionary<PatchHash, Screening>? known = null, List<Screening>? kept = null,
        IThinker? thinker = null, TimeSpan? wall = null) =>
        new BestFirstSearch(Workbench.Parser, (batch, _) =>
        {
            kept?.AddRange(batch);
            return Task.CompletedTask;
        })
        {
            Thinker = thinker ?? NoThinker.Instance,
        }.RunAsync(
            brief ?? Brief(), jury, new Budget(new Limits { Candidates = candidates, WallTime = wall }, TimeProvider.System),
            known ?? new Dictionary<PatchHash, Screening>(), null, CancellationToken.None);

    public FakeJury Jury(Func<string, ScreeningOutcome> judge, int delaySeed = 0, int seats = 2, int together = 1, long fuel = 10) =>
        new(Files, after => judge(after[Files.Keys.First()]), delaySeed, seats) { Together = together, Fuel = fuel };

    public static ScreeningOutcome When(bool good) => good ? ScreeningOutcome.Plausible : ScreeningOutcome.StillFailing;

    public void Dispose() => folder.Dispose();
}
