using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Techniques.Testing.Python;

/// <summary>A sample project with its trials open: baseline run, traced, red and green told apart.</summary>
internal sealed class TrialBench : IAsyncDisposable
{
    private TrialBench(PythonBench bench, ITrials trials, TrialBrief brief)
    {
        Bench = bench;
        Trials = (PythonTrials)trials;
        Brief = brief;
    }

    public PythonBench Bench { get; }

    public PythonTrials Trials { get; }

    public TrialBrief Brief { get; }

    public static Task<TrialBench> OpenAsync(params (string Path, string Text)[] files) => OpenAsync(files, null);

    public static async Task<TrialBench> OpenAsync((string Path, string Text)[] files, IReadOnlyList<string>? guarding, int seats = 1)
    {
        var bench = await PythonBench.OpenAsync(new PythonOptions { Cores = seats, TestTimeout = TimeSpan.FromSeconds(4) }, files);
        var baseline = await bench.RunAsync();
        var trace = await bench.Bed.TraceAsync(null, CancellationToken.None);
        var brief = new TrialBrief(
            bench.Workspace.Snapshot, [.. baseline.Red.Select(r => r.Name)],
            guarding is null
                ? [.. baseline.Results.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Name)]
                : [.. guarding.Select(g => new TestName(g))],
            trace, seats);
        return new TrialBench(bench, await bench.Bed.OpenTrialsAsync(brief, CancellationToken.None), brief);
    }

    public Task<Screening> ScreenAsync(string path, string old, string with) => ScreenAsync(Bench.Workspace.Replace(path, old, with));

    public Task<IReadOnlyList<Screening?>> TogetherAsync(string path, params (string Old, string With)[] edits) =>
        TogetherAsync([.. edits.Select(e => Bench.Workspace.Replace(path, e.Old, e.With))]);

    public Task<IReadOnlyList<Screening?>> TogetherAsync(IEnumerable<Patch> patches) =>
        Trials.ScreenTogetherAsync([.. patches.Select(Of)], CancellationToken.None);

    public Task<Screening> ScreenAsync(Patch patch) => Trials.ScreenAsync(Of(patch), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Trials.DisposeAsync();
        await Bench.DisposeAsync();
    }

    private static Candidate Of(Patch patch) => new(patch, new Origin("test", "any", "because", patch.Files[0].Path, 1), 0.5);
}
