using System.Diagnostics;
using Ouroboros.Adapters.Files;
using Ouroboros.Adapters.Processes;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Localisation;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Bench.ForkServer;

/// <summary>One project: candidates per second through the fork server, and with pytest processes, as many at once.</summary>
internal sealed record Comparison(string Name, int Candidates, double Forked, int Sample, double Fresh, int Agreed)
{
    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly KernelRoots Roots = new(NoFailPoints.Instance);
    private static readonly ProcessRunner Runner = new(SandboxMode.Auto, Clock);
    private static readonly PythonOptions Options = new();

    public static int Seats => Options.Cores;

    public double ForkedRate => Candidates / Forked;

    public double FreshRate => Sample / Fresh;

    public static async Task<Comparison> OfAsync(string root, int most, int freshly)
    {
        var snapshot = await new SnapshotTaker(Roots, Clock).TakeAsync(root, default);
        var projects = new PythonProjects(Runner, Roots, Clock);
        var project = (await projects.DetectAsync(snapshot, Options, default)).Project ?? throw new InvalidOperationException($"{root} cannot be tested.");
        await using var bed = projects.Open(project, snapshot, Options);
        var triaged = await SuiteTriage.TriageAsync(bed, await bed.RunAsync(null, null, default), default);
        var trace = await bed.TraceAsync(null, default);
        TestName[] failing = [.. triaged.Failing.Select(f => f.Name)];
        TestName[] guarding = [.. triaged.Baseline.Results.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Name)];
        var brief = new SearchBrief(snapshot, SpectrumLocaliser.Localise(trace, triaged.Failing), triaged.Failing, trace, OperatorPriors.None, 1);
        var candidates = await ForkServer.Candidates.OfAsync(brief, most);

        await using var trials = await bed.OpenTrialsAsync(new TrialBrief(snapshot, failing, guarding, trace, Seats), default);
        var screenings = new Dictionary<PatchHash, Screening>();
        var forked = await TimedAsync(candidates, async candidate =>
        {
            var screening = await trials.ScreenAsync(candidate, default);
            lock (screenings)
                screenings[candidate.Patch.Hash] = screening;
        });

        using var pristine = await PristineCopy.TakeAsync(Roots, new SnapshotTaker(Roots, Clock), root, Path.GetTempPath(), default);
        var sample = candidates.Where((_, i) => i % Math.Max(1, candidates.Count / freshly) == 0).ToArray();
        var agreed = 0;
        var fresh = await TimedAsync(sample, async candidate =>
        {
            using var copy = pristine.Stage(Path.GetTempPath(), default);
            copy.Write(candidate.Patch);
            var green = await PytestAsync(project, copy.Root, failing) && await PytestAsync(project, copy.Root, guarding);
            if (green == (screenings[candidate.Patch.Hash].Outcome == ScreeningOutcome.Plausible))
                Interlocked.Increment(ref agreed);
        });
        return new Comparison(Path.GetFileName(root), candidates.Count, forked, sample.Length, fresh, agreed);
    }

    private static async Task<double> TimedAsync(IReadOnlyList<Candidate> all, Func<Candidate, Task> one)
    {
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = Seats }, async (candidate, _) => await one(candidate));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    // As a search without a fork server would: stop at the first red test, and give what hangs a short while.
    private static async Task<bool> PytestAsync(PythonProject project, string copy, TestName[] tests)
    {
        var command = new Command(project.Interpreter.Executable, ["-m", "pytest", "-q", "-x", .. tests.Select(t => t.Value)])
        {
            WorkingDirectory = copy,
            Environment = new Dictionary<string, string>
            {
                ["PYTHONHASHSEED"] = "0", ["PYTHONDONTWRITEBYTECODE"] = "1", ["PYTHONPATH"] = string.Join(':', project.SearchPaths.Select(p => Path.Join(copy, p))),
            },
            Limits = new ProcessLimits { WallTime = TimeSpan.FromSeconds(5) },
            Sandbox = new Sandbox { Writable = [Mount.Same(copy)], Readable = [.. project.Interpreter.Prefixes.Select(Mount.Same)] },
        };
        return (await Runner.RunAsync(command, default)).Succeeded;
    }
}
