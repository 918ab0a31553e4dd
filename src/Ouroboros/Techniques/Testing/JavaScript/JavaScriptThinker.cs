using Ouroboros.Techniques.Testing.JavaScript.Instrumenting;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>Runs the tests once more with every hole watched; what names held there is thought about in a process that nothing of the project runs in.</summary>
/// <param name="stage">Makes a copy whose sources hold the watches.</param>
internal sealed class JavaScriptThinker(
    JavaScriptWorkshop workshop, Func<Watches, CancellationToken, Task<StagingArea>> stage, TestJob job, ProbeBrief brief) : IThinker
{
    private const long FuelOfTest = 1_000_000;

    // The outer net: of one that does not keep to its time.
    private const double Grace = 2;

    // Each file is a start of Node or of a framework's world; a few of those that pass show enough.
    private const int MostFiles = 12;

    public async Task<IReadOnlyList<IReadOnlyList<Filling>>> FillAsync(IReadOnlyList<Hole> holes, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (holes.Count == 0)
            return [];

        var watches = new Watches(holes);
        using var copy = await stage(watches, cancellationToken);
        string[] wanted = [.. WatchedTests.Of(brief, [.. holes.Select(h => (h.Path, h.Start.Line))])];
        var own = job with
        {
            Root = copy.Root,
            TestFiles = [.. wanted.Select(n => n.Split("::")[0]).Distinct().Where((job.TestFiles ?? []).Contains).Take(MostFiles)],
            Selection = wanted,
            Failing = [.. brief.Failing.Select(n => n.Value)],
            Holes = watches.Rows,
            Fuel = FuelOfTest,
            Walls = [patience.TotalSeconds],
        };
        if (own.TestFiles.Count == 0)
            return [];

        var outcome = await workshop.Launcher.OutcomeAsync(own, patience * Grace, cancellationToken);
        return ThinkerReply.Read(outcome.Output, holes.Count);
    }
}
