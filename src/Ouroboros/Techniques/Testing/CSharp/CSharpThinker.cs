using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Testing.Python;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>Runs the tests once more with every hole watched, in a host that then thinks.</summary>
internal sealed class CSharpThinker(Workshop workshop, TestJob job, ProbeBrief brief) : IThinker
{
    private const long FuelOfTest = 2_000_000;

    // The outer net: of one that does not keep to its time.
    private const double Grace = 2;
    private const double SecondsOfTest = 5;

    public async Task<IReadOnlyList<IReadOnlyList<Filling>>> FillAsync(IReadOnlyList<Hole> holes, TimeSpan patience, CancellationToken cancellationToken) =>
        holes.Count == 0 ? [] : ThinkerReply.Read((await AskAsync(holes, patience, cancellationToken)).Output, holes.Count);

    /// <summary>What the host says: for each hole what may stand in it, and which tests ended in another way because they were watched.</summary>
    internal async Task<CommandOutcome> AskAsync(IReadOnlyList<Hole> holes, TimeSpan patience, CancellationToken cancellationToken)
    {
        var built = await workshop.BuiltAsync(cancellationToken);

        // Tests write beside themselves: what these leave behind is nothing to the candidates.
        using var copy = await workshop.Copies.StageLikeAsync(built.Area, cancellationToken);
        var own = workshop.Equipped(job, cancellationToken) with
        {
            Root = copy.Root,
            Built = built.Root,
            Builds = built.Builds,
            Selection = [.. WatchedTests.Of(brief, [.. holes.Select(h => (h.Path, h.Start.Line))])],
            Failing = [.. brief.Failing.Select(n => n.Value)],
            Holes = [.. holes.Select(WatchedHole.Of)],
            Fuel = FuelOfTest,
            TestSeconds = Math.Min(SecondsOfTest, job.TestSeconds),
            Walls = [patience.TotalSeconds],
        };
        return await workshop.Launcher.OutcomeAsync(own, patience * Grace, cancellationToken);
    }
}
