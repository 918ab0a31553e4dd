using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>Runs the tests once more, watched, in a process that then forks for each candidate and calls what it edits.</summary>
internal sealed class PythonProbe(PythonLauncher launcher, WorkspaceCopies copies, TestJob job, ProbeBrief brief) : IBehaviourProbe
{
    private const int InputsEach = 240;

    // Of the tests that pass, so many show well enough what a function is given.
    private const int MostPassing = 40;
    private const double SecondsOfPassing = 1.5;
    private const long FuelOfTest = 300_000;

    // The outer net alone; what is compared, and how far, is a matter of fuel.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public async Task<BehaviourSurvey> SurveyAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        var pristine = await copies.PristineAsync(cancellationToken);
        using var copy = await copies.StageAsync(null, cancellationToken);
        var own = job with
        {
            Root = copy.Root,
            Selection = [.. Selection(candidates).Select(n => n.Value)],
            Failing = [.. brief.Failing.Select(n => n.Value)],
            Candidates = [.. candidates.Select(c => Edits(c.Patch, pristine.Files.Root))],
            Inputs = InputsEach,
            Seed = brief.Seed,
            Seats = brief.Seats,
            Fuel = FuelOfTest,
            Walls = [Patience.TotalSeconds],
        };
        var outcome = await launcher.OutcomeAsync(own, Patience * 2, cancellationToken);
        return ProbeReply.Read(outcome.Output, candidates);
    }

    /// <summary>The failing tests, then quick ones that pass and run the edited files. One that waits for ever shows nothing more.</summary>
    private IEnumerable<TestName> Selection(IReadOnlyList<Candidate> candidates)
    {
        var results = brief.Trace.Run.Results.DistinctBy(r => r.Name).ToDictionary(r => r.Name);
        var edited = candidates.SelectMany(c => c.Patch.Files).Select(f => f.Path).ToHashSet();
        var lines = candidates.Select(c => (c.Origin.Path, c.Origin.Line)).ToHashSet();
        var failing = brief.Failing.Where(n => results.GetValueOrDefault(n) is not { Outcome: TestOutcome.TimedOut, Fuel: 0 });
        var spent = 0.0;
        var passing = brief.Guarding.Where(n => brief.Trace.Coverage.GetValueOrDefault(n) is { } files && files.Any(f => edited.Contains(f.Path)))
            .OrderByDescending(n => brief.Trace.Coverage[n].Any(f => f.Lines.Any(l => lines.Contains((f.Path, l)))))
            .Take(MostPassing).TakeWhile(n => (spent += results.GetValueOrDefault(n)?.Duration.TotalSeconds ?? 0) < SecondsOfPassing);
        return [.. failing, .. passing];
    }

    private static IReadOnlyList<IReadOnlyList<string?>> Edits(Patch patch, string pristine) =>
        [.. TrialRequest.Writes(patch, pristine).Select(w => (IReadOnlyList<string?>)[w.Path.Value, w.Content is { } c ? Convert.ToBase64String(c) : null])];
}
