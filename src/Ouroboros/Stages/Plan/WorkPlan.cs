using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Goals;
using Ouroboros.Workspaces;

namespace Ouroboros.Stages.Plan;

/// <summary>What was learnt before building: the workspace as it stands, its tests as they are, where to work.</summary>
public abstract record WorkPlan(Goal Goal, Snapshot Snapshot) : IAsyncDisposable
{
    /// <summary>Set when there is nothing to build, with the reason: already green, no tests, a part missing …</summary>
    public Conclusion? Concluded { get; init; }

    /// <summary>Gives back what the plan holds open for the stages after it.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary>An end reached before building.</summary>
public sealed record Conclusion(Runs.RunResult Result, string Reason);

/// <summary>A place worth editing. Higher is more suspicious; scores of one plan compare, others do not.</summary>
public sealed record Suspect(RepoPath Path, int Line, double Score, string Why);

/// <summary>Finds out what a goal needs.</summary>
public interface IPlanner
{
    Task<WorkPlan> PlanAsync(Goal goal, CancellationToken cancellationToken);
}
