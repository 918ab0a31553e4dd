using System.Text;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

/// <summary>A project whose candidates are compared by what they do.</summary>
internal sealed class ProbedProject : IAsyncDisposable
{
    private readonly PythonBench bench;
    private readonly ProbeBrief brief;

    private readonly string module;

    private ProbedProject(PythonBench bench, ProbeBrief brief, string module) => (this.bench, this.brief, this.module) = (bench, brief, module);

    /// <param name="module">The text of <c>shop.py</c>.</param>
    /// <param name="tests">The text of its tests, behind an import of it.</param>
    public static async Task<ProbedProject> OpenAsync(string module, string tests, long seed = 1)
    {
        var bench = await PythonBench.OpenAsync(
            new PythonOptions { Cores = 1, TestTimeout = TimeSpan.FromSeconds(4) }, ("shop.py", module), ("tests/test_shop.py", "import shop\n\n\n" + tests));
        var baseline = await bench.RunAsync();
        var trace = await bench.Bed.TraceAsync(null, CancellationToken.None);
        return new ProbedProject(bench, new ProbeBrief(
            [.. baseline.Red.Select(r => r.Name)], [.. baseline.Results.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Name)], trace, seed, 1), module);
    }

    /// <summary>What comes of replacing texts of the module, one in each candidate.</summary>
    public async Task<Comparison> CompareAsync(params (string Old, string Fresh)[] edits)
    {
        Candidate[] candidates = [.. edits.Select(e => Candidate(bench.Workspace.Replace("shop.py", e.Old, e.Fresh)))];
        return new Comparison(await bench.Bed.OpenProbe(brief).SurveyAsync(candidates, CancellationToken.None), candidates);
    }

    /// <summary>What is thought of for expressions of the module, each named by its text, which must stand there once.</summary>
    public Task<IReadOnlyList<IReadOnlyList<Filling>>> FillAsync(params (string Text, HoleKind Kind)[] holes) => FillWithinAsync(TimeSpan.FromMinutes(1), holes);

    public async Task<IReadOnlyList<IReadOnlyList<Filling>>> FillWithinAsync(TimeSpan patience, params (string Text, HoleKind Kind)[] holes) =>
        await bench.Bed.OpenThinker(brief).FillAsync([.. holes.Select(h => HoleAt(h.Text, h.Kind))], patience, CancellationToken.None);

    /// <summary>What is thought of where it is known what the place must yield in failing tests.</summary>
    public async Task<IReadOnlyList<Filling>> GrantAsync(string text, HoleKind kind, string wish) =>
        (await bench.Bed.OpenThinker(brief).FillAsync([HoleAt(text, kind) with { Wish = wish }], TimeSpan.FromMinutes(1), CancellationToken.None))[0];

    private Hole HoleAt(string text, HoleKind kind)
    {
        module.IndexOf(text, StringComparison.Ordinal).ShouldBe(module.LastIndexOf(text, StringComparison.Ordinal));
        var before = module[..module.IndexOf(text, StringComparison.Ordinal)];
        var (line, column) = (before.Count(c => c == '\n') + 1, Encoding.UTF8.GetByteCount(before[(before.LastIndexOf('\n') + 1)..]));
        return new Hole(RepoPath.Parse("shop.py"), (line, column), (line, column + Encoding.UTF8.GetByteCount(text)), kind, ["LIMIT"], ["100"], []);
    }

    public async ValueTask DisposeAsync() => await bench.DisposeAsync();

    private static Candidate Candidate(Patch patch) => new(patch, new Origin("test", "any", "because", patch.Files[0].Path, 1), 0.5);

    internal sealed record Comparison(BehaviourSurvey Survey, IReadOnlyList<Candidate> Candidates)
    {
        /// <summary>What the unedited program does with a call.</summary>
        public string Original(string call) => Words(Survey.Original, call);

        public string Words(int candidate, string call) => Words(Behaviour(candidate)!, call);

        public Behaviour? Behaviour(int candidate) => Survey.Candidates.GetValueOrDefault(Candidates[candidate].Patch.Hash);

        /// <summary>Calls on which two candidates part.</summary>
        public IReadOnlyList<string> Parting(int one, int other) =>
            [.. Survey.Inputs.Index().Where(i => Behaviour(one)!.Did[i.Index] != Behaviour(other)!.Did[i.Index]).Select(i => i.Item.Call)];

        private string Words(Behaviour behaviour, string call)
        {
            Survey.Unknown.ShouldBeNull();
            var at = Survey.Inputs.Index().First(i => i.Item.Call == call).Index;
            return Survey.Of(behaviour, at)!.Words;
        }
    }
}
