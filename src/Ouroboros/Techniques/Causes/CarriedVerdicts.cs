using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Causes;

/// <summary>What the verdicts of a larger panel already say about a smaller one.</summary>
public static class CarriedVerdicts
{
    /// <summary>
    /// A candidate that fails a test of the smaller panel fails there too; one that mended the whole panel and broke a passing test does
    /// so here. What failed elsewhere must be asked again.
    /// </summary>
    public static IEnumerable<Screening> For(IReadOnlySet<TestName> panel, IReadOnlyDictionary<PatchHash, Screening> larger)
    {
        foreach (var screening in larger.Values)
        {
            var holds = screening.Outcome switch
            {
                ScreeningOutcome.Plausible or ScreeningOutcome.BreaksPassing => true,
                ScreeningOutcome.Broken when screening.DecidedBy is null => true,
                _ => screening.DecidedBy is { } decided && panel.Contains(decided),
            };
            if (holds)
                yield return screening with { Turned = [.. screening.Turned.Where(panel.Contains)] };
        }
    }
}
