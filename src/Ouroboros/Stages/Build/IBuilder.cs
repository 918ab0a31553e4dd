using Ouroboros.Runs;
using Ouroboros.Stages.Plan;
using Ouroboros.Workspaces;

namespace Ouroboros.Stages.Build;

/// <summary>Proposes patches for a plan and keeps those the jury finds plausible.</summary>
public interface IBuilder
{
    Task<BuildOutcome> BuildAsync(WorkPlan plan, Budget budget, CancellationToken cancellationToken);
}

/// <summary>What building came to.</summary>
/// <param name="Plausible">In the order found.</param>
/// <param name="Exhausted">The limit that ended it, or null when it ended by itself.</param>
public sealed record BuildOutcome(
    IReadOnlyList<Candidate> Plausible, long Tried, long Fuel, TimeSpan Duration, string? Exhausted)
{
    /// <summary>The plausible ones, best first.</summary>
    public IReadOnlyList<RankedCandidate> Ranked { get; init; } = [];

    /// <summary>From the start of the run's work to the first plausible one; null when none was found.</summary>
    public TimeSpan? FirstPlausible { get; init; }

    /// <summary>How the plausible ones differ in what they do.</summary>
    public BehaviourFindings Behaviours { get; init; } = BehaviourFindings.None;

    /// <summary>How many screenings came to which outcome.</summary>
    public IReadOnlyDictionary<ScreeningOutcome, long> Outcomes { get; init; } = new Dictionary<ScreeningOutcome, long>();

    /// <summary>What to learn from: each operator's share of the candidates and of the successes.</summary>
    public IReadOnlyList<OperatorTally> Operators { get; init; } = [];

    /// <summary>Candidates that mended a part, most mended first. Tests they turn apart have causes apart.</summary>
    public IReadOnlyList<SteppingStone> SteppingStones { get; init; } = [];

    /// <summary>Places where a plain value turned failing tests green for a trial, those that turned most first.</summary>
    public IReadOnlyList<Clue> Clues { get; init; } = [];

    /// <summary>The fuel that the tests burnt under each plausible one.</summary>
    public IReadOnlyDictionary<PatchHash, long> Effort { get; init; } = new Dictionary<PatchHash, long>();

    /// <summary>Where the failing tests were repaired cause by cause: every cause and what became of it. Empty where one patch mends all.</summary>
    public IReadOnlyList<CauseOutcome> Causes { get; init; } = [];
}

/// <summary>A plausible candidate among its rivals.</summary>
/// <param name="Score">Higher is preferred; scores of one ranking compare, others do not.</param>
/// <param name="Reasons">What speaks for or against it, for people.</param>
/// <param name="Cluster">Candidates that behave alike share a number.</param>
public sealed record RankedCandidate(Candidate Candidate, double Score, int Cluster, IReadOnlyList<string> Reasons);
