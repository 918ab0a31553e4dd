using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

public sealed class ForkServerTruthSpecs
{
    // bench/forkserver does the same with hundreds.
    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("OURO_TRUTH_MUTANTS"), out var more) ? more : 24;

    [Fact]
    public async Task Mutants_get_the_verdicts_that_fresh_processes_give()
    {
        await using var trials = await TrialBench.OpenAsync(MutantProject.Files, null, seats: 2);
        var mutants = MutantProject.Mutants(trials.Brief.Snapshot, Count, seed: 20260101);

        // What is told of several at once is what is told of each afterwards.
        var together = 0;
        foreach (var several in mutants.Chunk(16))
            together += (await trials.TogetherAsync(several)).Count(s => s is not null);

        var lies = new List<string>();
        await Parallel.ForEachAsync(mutants, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (mutant, cancellationToken) =>
        {
            if (await Truth.LieAsync(trials, mutant, cancellationToken) is { } lie)
            {
                lock (lies)
                    lies.Add(lie);
            }
        });

        lies.ShouldBeEmpty();
        mutants.Count.ShouldBe(Count);
        together.ShouldBeGreaterThan(Count / 4);
    }
}
