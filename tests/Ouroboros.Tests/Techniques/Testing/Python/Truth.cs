using System.Text;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Techniques.Testing.Python;

/// <summary>Holds what the fork server says of a patch to what fresh processes say of it.</summary>
internal static class Truth
{
    /// <summary>What the fork server got wrong, or null.</summary>
    public static async Task<string?> LieAsync(TrialBench trials, Patch mutant, CancellationToken cancellationToken)
    {
        var screening = await trials.ScreenAsync(mutant);
        var told = await trials.Trials.RunAllAsync(mutant, cancellationToken);
        TestName[] wanted = [.. trials.Brief.Failing, .. trials.Brief.Guarding];
        var fresh = await trials.Bench.Bed.RunAsync(wanted, mutant, cancellationToken);
        var truth = fresh.Results.DistinctBy(r => r.Name).ToDictionary(r => r.Name, r => r.Outcome);

        var what = string.Join("; ", mutant.Files.Cast<ChangeFile>().SelectMany(f => f.Edits.Select(e => $"{f.Path}@{e.Start}+{e.Length}→{Encoding.UTF8.GetString(e.Replacement.Span)}")));
        var green = wanted.All(n => truth.GetValueOrDefault(n, TestOutcome.Error) == TestOutcome.Passed);
        if (green != (screening.Outcome == ScreeningOutcome.Plausible))
            return $"{what}: screened {screening.Outcome} by {screening.DecidedBy}, though fresh processes say {string.Join(", ", truth.Where(t => t.Value != TestOutcome.Passed))}";

        foreach (var (name, word) in told)
        {
            // What is gone has no verdict in a fresh run.
            var expected = truth.TryGetValue(name, out var outcome) ? Word(outcome) : "missing";
            if (expected != word && !IsCutShort(word, expected))
                return $"{what}: {name} is {word} here and {expected} in a fresh process";
        }

        return screening.DecidedBy is { } decider && truth.GetValueOrDefault(decider, TestOutcome.Error) == TestOutcome.Passed
            ? $"{what}: {decider} is said to decide, and passes in a fresh process"
            : null;
    }

    // A test that burns many times its fuel is ended there; where a fresh process lets it go on to its red end, both say red.
    private static bool IsCutShort(string word, string expected) => word == "timedout" && expected is "failed" or "error" or "crashed";

    private static string Word(TestOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
