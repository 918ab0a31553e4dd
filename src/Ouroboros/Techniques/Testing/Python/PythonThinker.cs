namespace Ouroboros.Techniques.Testing.Python;

/// <summary>Runs the tests once more with every hole watched, in a process that then thinks.</summary>
internal sealed class PythonThinker(PythonLauncher launcher, WorkspaceCopies copies, TestJob job, ProbeBrief brief) : IThinker
{
    private const long FuelOfTest = 300_000;

    // The outer net alone; how far it thinks is a matter of counts.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<IReadOnlyList<IReadOnlyList<Filling>>> FillAsync(IReadOnlyList<Hole> holes, CancellationToken cancellationToken)
    {
        if (holes.Count == 0)
            return [];

        using var copy = await copies.StageAsync(null, cancellationToken);
        var own = job with
        {
            Root = copy.Root,
            Selection = [.. WatchedTests.Of(brief, [.. holes.Select(h => (h.Path, h.Start.Line))])],
            Failing = [.. brief.Failing.Select(n => n.Value)],
            Holes = [.. holes.Select(h => new WatchedHole(
                h.Path.Value, [h.Start.Line, h.Start.Column], [h.End.Line, h.End.Column], h.Kind.ToString().ToLowerInvariant(), h.Constants, h.Literals, h.Near))],
            Seats = brief.Seats,
            Fuel = FuelOfTest,
            Walls = [Patience.TotalSeconds],
        };
        var outcome = await launcher.OutcomeAsync(own, Patience * 2, cancellationToken);
        return ThinkerReply.Read(outcome.Output, holes.Count);
    }
}
