using System.Diagnostics;
using Ouroboros.Adapters.Files;
using Ouroboros.Adapters.Processes;
using Ouroboros.Bench.ForkServer;
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

// forkserver-bench PROJECT CANDIDATES FRESH: candidates per second through the fork server, and with one pytest process each.
var (root, most, freshly) = (Path.GetFullPath(args[0]), int.Parse(args[1]), int.Parse(args[2]));
var clock = TimeProvider.System;
var roots = new KernelRoots(NoFailPoints.Instance);
var runner = new ProcessRunner(SandboxMode.Auto, clock);
var options = new PythonOptions();
var seats = options.Cores;

var snapshot = await new SnapshotTaker(roots, clock).TakeAsync(root, default);
var projects = new PythonProjects(runner, roots, clock);
var project = (await projects.DetectAsync(snapshot, options, default)).Project ?? throw new InvalidOperationException($"{root} cannot be tested.");
await using var bed = projects.Open(project, snapshot, options);
var triaged = await SuiteTriage.TriageAsync(bed, await bed.RunAsync(null, null, default), default);
var trace = await bed.TraceAsync(null, default);
TestName[] failing = [.. triaged.Failing.Select(f => f.Name)];
TestName[] guarding = [.. triaged.Baseline.Results.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Name)];
var brief = new SearchBrief(snapshot, SpectrumLocaliser.Localise(trace, triaged.Failing), triaged.Failing, trace, OperatorPriors.None, 1);
var candidates = await Candidates.OfAsync(brief, most);

await using var trials = await bed.OpenTrialsAsync(new TrialBrief(snapshot, failing, guarding, trace, seats), default);
var screenings = new Dictionary<PatchHash, Screening>();
var forked = await TimedAsync(candidates, async candidate =>
{
    var screening = await trials.ScreenAsync(candidate, default);
    lock (screenings)
        screenings[candidate.Patch.Hash] = screening;
});

using var pristine = await PristineCopy.TakeAsync(roots, new SnapshotTaker(roots, clock), root, Path.GetTempPath(), default);
var sample = candidates.Where((_, i) => i % Math.Max(1, candidates.Count / freshly) == 0).ToArray();
var agreed = 0;
var fresh = await TimedAsync(sample, async candidate =>
{
    using var copy = pristine.Stage(Path.GetTempPath(), default);
    copy.Write(candidate.Patch);
    var green = await PytestAsync(copy.Root, failing) && await PytestAsync(copy.Root, guarding);
    if (green == (screenings[candidate.Patch.Hash].Outcome == ScreeningOutcome.Plausible))
        Interlocked.Increment(ref agreed);
});

Console.WriteLine($"{project.Description}, {seats} seats, {failing.Length} failing and {guarding.Length} guarding tests of {Path.GetFileName(root)}");
Console.WriteLine("| way                          | candidates | seconds | per second | ratio |");
Console.WriteLine("|------------------------------|-----------:|--------:|-----------:|------:|");
Row("python -m pytest -q -x each", sample.Length, fresh, 1);
Row("fork server, start included", candidates.Count, forked, candidates.Count / forked / (sample.Length / fresh));
Console.WriteLine($"{agreed} of {sample.Length} verdicts agree; {string.Join(", ", screenings.Values.GroupBy(s => s.Outcome).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} {g.Key}"))}");
return agreed == sample.Length ? 0 : 1;

async Task<double> TimedAsync(IReadOnlyList<Candidate> all, Func<Candidate, Task> one)
{
    var started = Stopwatch.GetTimestamp();
    await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = seats }, async (candidate, _) => await one(candidate));
    return Stopwatch.GetElapsedTime(started).TotalSeconds;
}

// As a search without a fork server would: stop at the first red test, and give what hangs a short while.
async Task<bool> PytestAsync(string copy, TestName[] tests)
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
    return (await runner.RunAsync(command, default)).Succeeded;
}

static void Row(string way, int count, double seconds, double ratio) =>
    Console.WriteLine($"| {way,-28} | {count,10} | {seconds,7:0.0} | {count / seconds,10:0.0} | {ratio,4:0.0}× |");
