using System.Text;
using System.Text.Json;
using Ouroboros.Adapters.Files;
using Ouroboros.Adapters.Processes;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Bench.Ranking;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Localisation;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Search.Ranking;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

// Searches every broken project beneath a directory and writes down all plausible patches with what their ranking was made of.
// Whether a patch is right is for judge.py to say; nothing here knows.
if (args is not [var home])
{
    Console.Error.WriteLine("Usage: RankingBench DIRECTORY    (one project in each folder of it)");
    return 64;
}

var roots = new KernelRoots(NoFailPoints.Instance);
var runner = new ProcessRunner(SandboxMode.Auto, TimeProvider.System);
var projects = new PythonProjects(runner, roots, TimeProvider.System);
foreach (var folder in Directory.GetDirectories(home).Order(StringComparer.Ordinal))
{
    var snapshot = await new SnapshotTaker(roots, TimeProvider.System).TakeAsync(folder, CancellationToken.None);
    var options = new PythonOptions { TestTimeout = TimeSpan.FromSeconds(10) };
    var found = await projects.DetectAsync(snapshot, options, CancellationToken.None);
    if (found.Project is null)
        continue;

    await using var bed = projects.Open(found.Project, snapshot, options);
    var baseline = await bed.RunAsync(null, null, CancellationToken.None);
    TestResult[] failing = [.. baseline.Red];
    TestName[] guarding = [.. baseline.Results.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Name)];
    if (failing.Length == 0)
        continue;

    var trace = await bed.TraceAsync(null, CancellationToken.None);
    TestName[] names = [.. failing.Select(f => f.Name)];
    await using var trials = await bed.OpenTrialsAsync(new TrialBrief(snapshot, names, guarding, trace, 2), CancellationToken.None);
    var brief = new SearchBrief(snapshot, SpectrumLocaliser.Localise(trace, failing), failing, trace, OperatorPriors.None, 1);
    var probe = new ListeningProbe(bed.OpenProbe(new ProbeBrief(names, guarding, trace, 1, 2)));
    var search = new BestFirstSearch(new TreeSitterParser(), (_, _) => Task.CompletedTask) { Probe = probe };
    var budget = new Budget(new Limits { Candidates = 1_500, WallTime = TimeSpan.FromSeconds(40) }, TimeProvider.System);
    var outcome = await search.RunAsync(brief, trials, budget, new Dictionary<PatchHash, Screening>(), null, CancellationToken.None);
    var before = new PlausibleRanker(new TreeSitterParser()).Rank(brief, outcome.Plausible, BehaviourSurvey.Nothing("left out"), CancellationToken.None);
    var row = new
    {
        project = Path.GetFileName(folder),
        tried = outcome.Tried,
        unknown = outcome.Behaviours.Unknown,
        seconds = probe.Elapsed.TotalSeconds,
        inputs = outcome.Behaviours.Inputs,
        ranked = outcome.Ranked.Select(r => new
        {
            text = TextOf(r.Candidate, folder), score = r.Score, cluster = r.Cluster, reasons = r.Reasons,
            share = outcome.Behaviours.ShareOf(r.Cluster),
            wording = before.Ranked.First(b => b.Candidate.Patch == r.Candidate.Patch) is var b ? new { score = b.Score, cluster = b.Cluster } : null,
            facts = probe.Survey is { } survey && survey.Candidates.TryGetValue(r.Candidate.Patch.Hash, out var own) ? Facts(BehaviourFacts.Of(survey, own)) : null,
        }),
    };
    Console.WriteLine(JsonSerializer.Serialize(row));
    await Console.Error.WriteLineAsync($"{row.project}: {outcome.Tried} tried, {outcome.Plausible.Count} plausible, {outcome.Behaviours.Groups.Count} groups, {row.seconds:0.0} s {row.unknown}");
}

return 0;

static Dictionary<string, double> Facts(BehaviourFacts facts) => new()
{
    ["raises"] = facts.Raises.Share, ["endless"] = facts.Endless.Share, ["types"] = facts.ForeignTypes.Share, ["disturbs"] = facts.Disturbs.Share,
    ["only"] = facts.OnlyTheTests ? 1 : 0, ["slower"] = facts.Slower, ["hints"] = facts.BrokenHints, ["examples"] = facts.BrokenExamples,
};

static string TextOf(Candidate candidate, string folder) =>
    candidate.Patch.Files is [ChangeFile change] ? Encoding.UTF8.GetString(change.ApplyTo(File.ReadAllBytes(change.Path.Under(folder)))) : "";
