using System.Text;
using Ouroboros.Runs;
using Ouroboros.Stages;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Goals;
using Ouroboros.Stages.Learn;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Release;
using Ouroboros.Stages.Review;
using Ouroboros.Stages.Validate;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Fakes;

internal sealed record FakeGoal() : Goal("/fake");

internal sealed record FakePlan(Goal Goal) : WorkPlan(Goal, new Snapshot("/fake", new Dictionary<RepoPath, FileVersion>()));

/// <summary>A whole set of stages that does what its properties say and remembers what it was asked.</summary>
internal sealed class FakeStages : IPlanner, IBuilder, IValidator, IReviewer, IReleaser, ILearner
{
    public Conclusion? Concluded { get; init; }

    public IReadOnlyList<Candidate> Found { get; init; } = [];

    public string? Exhausted { get; init; }

    /// <summary>Reasons of candidates that a gate refuses.</summary>
    public IReadOnlySet<string> Refused { get; init; } = new HashSet<string>();

    public string? ReleaseRefusal { get; init; }

    public double Risk { get; init; } = 0.1;

    /// <summary>Names of failing tests that every patch leaves red.</summary>
    public IReadOnlyList<string> Remaining { get; init; } = [];

    public List<string> Released { get; } = [];

    public List<Outcome> Lessons { get; } = [];

    public StageSet Set => new(this, this, this, this, this, [this]);

    public static Candidate Candidate(string text) =>
        new(Patch.Change(RepoPath.Parse("a.py"), ContentHash.Of("x"u8), new SpanEdit(0, 1, Encoding.UTF8.GetBytes(text))),
            new Origin("search", "fake", text, RepoPath.Parse("a.py"), 1), 0.5);

    public Task<WorkPlan> PlanAsync(Goal goal, CancellationToken cancellationToken) =>
        Task.FromResult<WorkPlan>(new FakePlan(goal) { Concluded = Concluded });

    public Task<BuildOutcome> BuildAsync(WorkPlan plan, Budget budget, CancellationToken cancellationToken) =>
        Task.FromResult(new BuildOutcome(Found, Found.Count, 0, TimeSpan.Zero, Exhausted)
        {
            Ranked = [.. Found.Select((c, i) => new RankedCandidate(c, -i, i, []))],
        });

    public Task<Verdict> ValidateAsync(Candidate candidate, WorkPlan plan, CancellationToken cancellationToken)
    {
        var status = Refused.Contains(candidate.Origin.Reason) ? GateStatus.Failed : GateStatus.Passed;
        return Task.FromResult(new Verdict(candidate, [new GateResult("fake", status, "as told", TimeSpan.Zero)]));
    }

    public Task<Assessment> ReviewAsync(
        WorkPlan plan, BuildOutcome build, IReadOnlyList<Verdict> verdicts, CancellationToken cancellationToken)
    {
        var winner = verdicts.FirstOrDefault(v => v.Passed);
        return Task.FromResult(new Assessment(
            winner is null ? null : new Assessed(winner, new Risk(Risk, []), []), [], [.. verdicts.Where(v => !v.Passed)], [])
        {
            Remaining = [.. Remaining.Select(n => new RemainingTest(new Ouroboros.Stages.Evidence.TestName(n), "nobody knows how"))],
        });
    }

    public Task<Receipt> ReleaseAsync(WorkPlan plan, Assessed winner, CancellationToken cancellationToken)
    {
        if (ReleaseRefusal is { } refusal)
            throw new ReleaseRefusedException(refusal);

        Released.Add(winner.Verdict.Candidate.Origin.Reason);
        return Task.FromResult(new Receipt(plan.Goal.Run, winner.Verdict.Candidate.Patch.Hash, DateTimeOffset.UnixEpoch, []));
    }

    public Task LearnAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        Lessons.Add(outcome);
        return Task.CompletedTask;
    }
}
