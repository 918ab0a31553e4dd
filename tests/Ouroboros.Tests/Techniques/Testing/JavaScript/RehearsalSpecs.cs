using System.Text;
using Ouroboros.Adapters.Processes;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Search;
using Ouroboros.Tests.Architecture;
using Ouroboros.Tests.Techniques.Search;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.JavaScript;

/// <summary>Candidates turned down in a realm of their own, held to what fresh processes say.</summary>
public sealed class RehearsalSpecs
{
    private const int Mutants = 40;

    [Theory]
    [InlineData("tickets", "lib/allocation.js")]
    [InlineData("digest", "src/window.mjs")]
    public async Task Edits_of_a_sample_get_the_verdicts_of_fresh_processes(string sample, string path)
    {
        var root = Path.Join(SourceTree.RepositoryRoot(), "samples", sample);
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(f => (Path.GetRelativePath(root, f), File.ReadAllText(f))).ToArray();
        await using var bench = await ScriptBench.OpenAsync(files);
        await using var trials = await bench.TrialsAsync();
        var failing = (await bench.Bed.RunAsync(null, null, CancellationToken.None)).Red.Select(r => r.Name).ToList();
        var unit = Workbench.Unit(RepoPath.Parse(path), Encoding.UTF8.GetBytes(files.Single(f => f.Item1 == path).Item2));
        var drafts = Workbench.Drafts(unit).DistinctBy(d => Workbench.AppliedText(d)).ToList();

        foreach (var draft in drafts.Where((_, i) => i % (drafts.Count / Mutants) == 0))
        {
            var screening = await trials.ScreenAsync(draft.ToCandidate(), CancellationToken.None);
            var fresh = await trials.RunAllAsync(draft.ToPatch(), CancellationToken.None);
            var mends = failing.All(f => fresh.GetValueOrDefault(f) == "passed");
            // One that breaks a passing test may be ended before the failing ones had their turn.
            if (screening.Outcome != ScreeningOutcome.BreaksPassing)
                (screening.Outcome == ScreeningOutcome.Plausible).ShouldBe(mends, $"{draft.Operator.Name} {draft.Reason}: {screening.Outcome}");

            screening.Turned.ShouldAllBe(t => fresh.GetValueOrDefault(t) == "passed", draft.Reason);
        }
    }

    [Theory]
    [InlineData("tickets", "lib/allocation.js", "test/allocation.test.js::allocation > takes a single seat at the end of a row")]
    [InlineData("digest", "src/window.mjs", "test/window.test.mjs::moving average > forgets what left the window")]
    public async Task A_plain_suite_is_rehearsed(string sample, string path, string failing)
    {
        const string Ask = """
            const { Rehearsal } = require(process.argv[1]);
            const rehearsal = new Rehearsal({ root: process.cwd(), framework: 'node', failing: [process.argv[3]], guarding: [], fuel: 1e6, node_args: [], args: [] }, new Set());
            const content = require('fs').readFileSync(process.argv[2]);
            rehearsal.ready().then(() => rehearsal.tried([{ path: process.argv[2], content }], 20000)).then((told) => {
              console.log(told && told.results.get(process.argv[3]));
              rehearsal.end();
            });
            """;
        var root = SourceTree.RepositoryRoot();
        var rehearsal = Path.Join(root, "src/Ouroboros/Techniques/Testing/JavaScript/ouro_js_rehearsal.cjs");

        var outcome = await new ProcessRunner(SandboxMode.Auto, TimeProvider.System).RunAsync(
            new Command("node", ["-e", Ask, rehearsal, path, failing]) { WorkingDirectory = Path.Join(root, "samples", sample) }, CancellationToken.None);

        Encoding.UTF8.GetString(outcome.Output).ShouldBe("false\n", Encoding.UTF8.GetString(outcome.Errors));
    }
}
