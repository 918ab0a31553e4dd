using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Goals;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Release;
using Ouroboros.Stages.Review;

namespace Ouroboros.Stages.Learn;

/// <summary>Everything a run came to, as far as it came. It grows stage by stage.</summary>
public sealed record Outcome(Goal Goal)
{
    public WorkPlan? Plan { get; init; }

    public BuildOutcome? Build { get; init; }

    public Assessment? Assessment { get; init; }

    public Decision? Decision { get; init; }

    public Receipt? Receipt { get; init; }

    public RunEnding? Ending { get; init; }

    public Outcome EndedBy(RunResult result, string reason) =>
        this with { Ending = new RunEnding(result, reason, Receipt?.Files.Count ?? 0) };
}

/// <summary>Listens at the end of a run.</summary>
public interface ILearner
{
    Task LearnAsync(Outcome outcome, CancellationToken cancellationToken);
}
