using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
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

/// <summary>One project: candidates per second as a search tries them, with pytest processes, and in a bare loop; as many at once each way.</summary>
/// <param name="Together">How many were judged in one process with others.</param>
/// <param name="BareRate">Of these in a loop that takes no care; null where there are too few.</param>
/// <param name="TogetherRate">Of these alone, tried together.</param>
internal sealed record Comparison(
    string Name, int Candidates, double Forked, int Sample, double Fresh, int Agreed, int Together, double? TogetherRate, double? BareRate)
{
    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly KernelRoots Roots = new(NoFailPoints.Instance);
    private static readonly ProcessRunner Runner = new(SandboxMode.Auto, Clock);
    private static readonly PythonOptions Options = new();
    private static readonly string Bare = Path.GetFullPath(Path.Join(AppContext.BaseDirectory, "../../../bare.py"));

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
        var together = new HashSet<Candidate>();
        var forked = await TimedAsync([.. candidates.Chunk(Math.Max(1, trials.Together))], async several =>
        {
            var told = await trials.ScreenTogetherAsync(several, default);
            foreach (var (candidate, known) in several.Zip(told))
            {
                var screening = known ?? await trials.ScreenAsync(candidate, default);
                lock (screenings)
                {
                    screenings[candidate.Patch.Hash] = screening;
                    if (known is { Outcome: ScreeningOutcome.StillFailing })
                        together.Add(candidate);
                }
            }
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
        var (quick, bare) = await AgainstBareAsync([.. together.Where(c => screenings[c.Patch.Hash].DecidedBy == failing[0])], bed, brief, guarding, project, pristine);
        return new Comparison(Path.GetFileName(root), candidates.Count, forked, sample.Length, fresh, agreed, together.Count, quick, bare);
    }

    /// <summary>The same candidates once more: together, in a server that stands ready, and in a bare loop.</summary>
    private static async Task<(double? Together, double? Bare)> AgainstBareAsync(
        Candidate[] candidates, ITestBed bed, SearchBrief brief, TestName[] guarding, PythonProject project, PristineCopy pristine)
    {
        if (candidates.Length < 200)
            return (null, null);

        TestName[] failing = [.. brief.Failing.Select(f => f.Name)];
        await using var trials = await bed.OpenTrialsAsync(new TrialBrief(brief.Snapshot, failing, guarding, brief.Trace, Seats), default);
        await TimedAsync(candidates.Take(Seats).ToArray(), async candidate => await trials.ScreenAsync(candidate, default));
        var chunks = candidates.Skip(Seats).Chunk(Math.Max(1, trials.Together)).ToArray();
        var seconds = await TimedAsync(chunks, async several => await trials.ScreenTogetherAsync(several, default));
        // A loop that takes no care may never come back.
        var rates = await Task.WhenAll(Enumerable.Range(0, Seats).Select(seat => Task.Run(() =>
            BareAsync(candidates.Where((_, i) => i % Seats == seat).ToArray(), brief.Failing[0].Name, project, pristine))));
        return ((candidates.Length - Seats) / seconds, rates.Any(r => r is null) ? null : rates.Sum());
    }

    private static async Task<double?> BareAsync(Candidate[] candidates, TestName test, PythonProject project, PristineCopy pristine)
    {
        using var copy = pristine.Stage(Path.GetTempPath(), default);
        var place = Path.Join(copy.Root, "candidates.json");
        await File.WriteAllTextAsync(place, JsonSerializer.Serialize(candidates.Select(c => c.Patch.Files.OfType<ChangeFile>().First())
            .Select(f => new[] { f.Path.Value, Encoding.UTF8.GetString(f.ApplyTo(File.ReadAllBytes(f.Path.Under(copy.Root)))) })));
        var command = new Command(project.Interpreter.Executable, [Bare, copy.Root, test.Value, place])
        {
            WorkingDirectory = copy.Root,
            Environment = Surroundings(project, copy.Root),
            Limits = new ProcessLimits { WallTime = TimeSpan.FromMinutes(5) },
            Sandbox = new Sandbox { Writable = [Mount.Same(copy.Root)], Readable = [Mount.Same(Bare), .. project.Interpreter.Prefixes.Select(Mount.Same)] },
        };
        var outcome = await Runner.RunAsync(command, default);
        var said = Encoding.UTF8.GetString(outcome.Output);
        if (double.TryParse(said.TrimEnd().Split('\n')[^1], CultureInfo.InvariantCulture, out var rate))
            return rate;

        Console.Error.WriteLine($"The bare loop says: {said} {Encoding.UTF8.GetString(outcome.Errors)}");
        return null;
    }

    private static Dictionary<string, string> Surroundings(PythonProject project, string copy) => new()
    {
        ["PYTHONHASHSEED"] = "0", ["PYTHONDONTWRITEBYTECODE"] = "1", ["PYTHONPATH"] = string.Join(':', project.SearchPaths.Select(p => Path.Join(copy, p))),
    };

    private static async Task<double> TimedAsync<T>(IReadOnlyList<T> all, Func<T, Task> one)
    {
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = Seats }, async (each, _) => await one(each));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    // As a search without a fork server would: stop at the first red test, and give what hangs a short while.
    private static async Task<bool> PytestAsync(PythonProject project, string copy, TestName[] tests)
    {
        var command = new Command(project.Interpreter.Executable, ["-m", "pytest", "-q", "-x", .. tests.Select(t => t.Value)])
        {
            WorkingDirectory = copy,
            Environment = Surroundings(project, copy),
            Limits = new ProcessLimits { WallTime = TimeSpan.FromSeconds(5) },
            Sandbox = new Sandbox { Writable = [Mount.Same(copy)], Readable = [.. project.Interpreter.Prefixes.Select(Mount.Same)] },
        };
        return (await Runner.RunAsync(command, default)).Succeeded;
    }
}
