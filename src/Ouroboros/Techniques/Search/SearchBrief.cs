using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>Everything a search for a patch starts from. Same brief, same candidates in the same order.</summary>
/// <param name="Suspects">Most suspicious first.</param>
/// <param name="Priors">Learned weights by language and operator; an absent one weighs 1.</param>
public sealed record SearchBrief(
    Snapshot Snapshot, IReadOnlyList<Suspect> Suspects, IReadOnlyList<TestResult> Failing, TestTrace Trace,
    OperatorPriors Priors, long Seed)
{
    /// <summary>Fixes that were accepted before, to be tried first where the failure resembles theirs.</summary>
    public IReadOnlyList<RememberedFix> Remembered { get; init; } = [];
}

/// <summary>A search as it goes, for displays. Never journaled.</summary>
public sealed record SearchProgress(long Tried, double PerSecond, int Plausible, string? Best, string? Current);
