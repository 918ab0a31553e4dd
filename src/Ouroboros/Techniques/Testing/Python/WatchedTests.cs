using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>Which tests show best what happens at some lines: the failing ones, then quick ones that pass and run those files.</summary>
internal static class WatchedTests
{
    // Of the tests that pass, so many show well enough what a function is given.
    private const int MostPassing = 40;
    private const double SecondsOfPassing = 1.5;

    public static IEnumerable<string> Of(ProbeBrief brief, IReadOnlyCollection<(RepoPath Path, int Line)> places)
    {
        var results = brief.Trace.Run.Results.DistinctBy(r => r.Name).ToDictionary(r => r.Name);
        var (files, lines) = (places.Select(p => p.Path).ToHashSet(), places.ToHashSet());

        // One that waits for ever shows nothing more.
        var failing = brief.Failing.Where(n => results.GetValueOrDefault(n) is not { Outcome: TestOutcome.TimedOut, Fuel: 0 });
        var spent = 0.0;
        var passing = brief.Guarding.Where(n => brief.Trace.Coverage.GetValueOrDefault(n) is { } covered && covered.Any(f => files.Contains(f.Path)))
            .OrderByDescending(n => brief.Trace.Coverage[n].Any(f => f.Lines.Any(l => lines.Contains((f.Path, l)))))
            .Take(MostPassing).TakeWhile(n => (spent += results.GetValueOrDefault(n)?.Duration.TotalSeconds ?? 0) < SecondsOfPassing);
        return failing.Concat(passing).Select(n => n.Value);
    }
}
