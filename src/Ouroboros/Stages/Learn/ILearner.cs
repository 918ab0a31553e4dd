using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Release;
using Ouroboros.Stages.Review;

namespace Ouroboros.Stages.Learn;

/// <summary>Everything a run came to, for those who learn from it.</summary>
public sealed record Outcome(
    RunId Run, WorkPlan? Plan, BuildOutcome? Build, Assessment? Assessment, Decision? Decision, Receipt? Receipt, RunEnding Ending);

/// <summary>Listens at the end of a run.</summary>
public interface ILearner
{
    Task LearnAsync(Outcome outcome, CancellationToken cancellationToken);
}
