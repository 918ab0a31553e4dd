using Ouroboros.Stages.Plan;

namespace Ouroboros.Stages.Review;

/// <summary>What was decided about the winner, by whom and why.</summary>
/// <param name="By"><c>rule</c> or the name of a person.</param>
public sealed record Decision(bool Release, string By, string Reason);

/// <summary>Decides, by rule or by asking a person, whether the winner is released.</summary>
public interface IApprover
{
    Task<Decision> DecideAsync(WorkPlan plan, Assessment assessment, CancellationToken cancellationToken);
}
