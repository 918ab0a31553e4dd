namespace Ouroboros.Techniques.Testing.Python;

/// <summary>Runs the tests once more with every hole watched, in a process that then thinks.</summary>
internal sealed class PythonThinker(PythonLauncher launcher, WorkspaceCopies copies, TestJob job, ProbeBrief brief) : IThinker
{
    private const long FuelOfTest = 300_000;

    // The outer net: of one that does not keep to its time.
    private const double Grace = 2;

    public async Task<IReadOnlyList<IReadOnlyList<Filling>>> FillAsync(IReadOnlyList<Hole> holes, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (holes.Count == 0)
            return [];

        using var copy = await copies.StageAsync(null, cancellationToken);
        var own = job with
        {
            Root = copy.Root,
            Selection = [.. WatchedTests.Of(brief, [.. holes.Select(h => (h.Path, h.Start.Line))])],
            Failing = [.. brief.Failing.Select(n => n.Value)],
            Holes = [.. holes.Select(WatchedHole.Of)],
            Seats = brief.Seats,
            Fuel = FuelOfTest,
            Walls = [patience.TotalSeconds],
        };
        var outcome = await launcher.OutcomeAsync(own, patience * Grace, cancellationToken);
        return ThinkerReply.Read(outcome.Output, holes.Count);
    }
}
