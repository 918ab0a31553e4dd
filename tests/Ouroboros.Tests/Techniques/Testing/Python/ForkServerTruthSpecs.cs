using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

public sealed class ForkServerTruthSpecs
{
    // bench/forkserver does the same with hundreds.
    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("OURO_TRUTH_MUTANTS"), out var more) ? more : 60;

    [Fact]
    public async Task Mutants_get_the_verdicts_that_fresh_processes_give()
    {
        await using var trials = await TrialBench.OpenAsync(MutantProject.Files, null, seats: 2);
        var mutants = MutantProject.Mutants(trials.Brief.Snapshot, Count, seed: 20260101);

        var lies = new List<string>();
        await Parallel.ForEachAsync(mutants, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (mutant, cancellationToken) =>
        {
            if (await LieAsync(trials, mutant, cancellationToken) is { } lie)
            {
                lock (lies)
                    lies.Add(lie);
            }
        });

        lies.ShouldBeEmpty();
        mutants.Count.ShouldBe(Count);
    }

    private static async Task<string?> LieAsync(TrialBench trials, Patch mutant, CancellationToken cancellationToken)
    {
        var screening = await trials.ScreenAsync(mutant);
        var told = await trials.Trials.RunAllAsync(mutant, cancellationToken);
        TestName[] wanted = [.. trials.Brief.Failing, .. trials.Brief.Guarding];
        var fresh = await trials.Bench.Bed.RunAsync(wanted, mutant, cancellationToken);
        var truth = fresh.Results.DistinctBy(r => r.Name).ToDictionary(r => r.Name, r => r.Outcome);

        var what = string.Join("; ", mutant.Files.Cast<ChangeFile>().SelectMany(f => f.Edits.Select(e => $"{f.Path}@{e.Start}+{e.Length}→{System.Text.Encoding.UTF8.GetString(e.Replacement.Span)}")));
        var green = wanted.All(n => truth.GetValueOrDefault(n, TestOutcome.Error) == TestOutcome.Passed);
        if (green != (screening.Outcome == ScreeningOutcome.Plausible))
            return $"{what}: screened {screening.Outcome} by {screening.DecidedBy}, though fresh processes say {string.Join(", ", truth.Where(t => t.Value != TestOutcome.Passed))}";

        foreach (var (name, word) in told)
        {
            // What is gone has no verdict in a fresh run.
            var expected = truth.TryGetValue(name, out var outcome) ? Word(outcome) : "missing";
            if (expected != word)
                return $"{what}: {name} is {word} here and {expected} in a fresh process";
        }

        return screening.DecidedBy is { } decider && truth.GetValueOrDefault(decider, TestOutcome.Error) == TestOutcome.Passed
            ? $"{what}: {decider} is said to decide, and passes in a fresh process"
            : null;
    }

    private static string Word(TestOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
