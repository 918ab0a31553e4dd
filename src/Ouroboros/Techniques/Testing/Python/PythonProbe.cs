using Ouroboros.Stages.Build;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>Runs the tests once more, watched, in a process that then forks for each candidate and calls what it edits.</summary>
internal sealed class PythonProbe(PythonLauncher launcher, WorkspaceCopies copies, TestJob job, ProbeBrief brief) : IBehaviourProbe
{
    private const int InputsEach = 240;

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
            Selection = [.. WatchedTests.Of(brief, [.. candidates.Select(c => (c.Origin.Path, c.Origin.Line)), .. candidates.SelectMany(c => c.Patch.Files).Select(f => (f.Path, 0))])],
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

    private static IReadOnlyList<IReadOnlyList<string?>> Edits(Patch patch, string pristine) =>
        [.. TrialRequest.Writes(patch, pristine).Select(w => (IReadOnlyList<string?>)[w.Path.Value, w.Content is { } c ? Convert.ToBase64String(c) : null])];
}
