using Ouroboros.Runs;
using Ouroboros.Stages;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Goals;
using Ouroboros.Stages.Learn;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Release;
using Ouroboros.Stages.Review;
using Ouroboros.Stages.Validate;

namespace Ouroboros;

/// <summary>One run, from goal to lesson. Start reading here.</summary>
public sealed class Pipeline(StageSet stages, IApprover approver, RunLog log, TimeProvider clock)
{
    // Behind the best of a search stand ever less likely ones; past these, a refusal is the answer.
    private const int MostValidated = 12;

    public async Task<Outcome> RunAsync(Goal goal, CancellationToken cancellationToken)
    {
        var outcome = await JourneyAsync(new Outcome(goal), cancellationToken);

        await EnterAsync("learn", cancellationToken);
        foreach (var learner in stages.Learners)
            await learner.LearnAsync(outcome, cancellationToken);

        return outcome;
    }

    private async Task<Outcome> JourneyAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        var budget = new Budget(outcome.Goal.Limits, clock);

        await EnterAsync("plan", cancellationToken);
        await using var plan = await stages.Planner.PlanAsync(outcome.Goal, cancellationToken);
        outcome = outcome with { Plan = plan };
        if (plan.Concluded is { } concluded)
            return outcome.EndedBy(concluded.Result, concluded.Reason);

        await EnterAsync("build", cancellationToken);
        var build = await stages.Builder.BuildAsync(plan, budget, cancellationToken);
        outcome = outcome with { Build = build };

        await EnterAsync("validate", cancellationToken);
        var verdicts = await ValidateAsync(plan, build, cancellationToken);

        await EnterAsync("review", cancellationToken);
        var assessment = await stages.Reviewer.ReviewAsync(plan, build, verdicts, cancellationToken);
        outcome = outcome with { Assessment = assessment };
        if (assessment.Winner is not { } winner)
            return NothingFound(outcome, build, verdicts);

        var decision = await approver.DecideAsync(plan, assessment, cancellationToken);
        await log.RecordAsync(ReviewEvents.Decided, decision, cancellationToken);
        outcome = outcome with { Decision = decision };
        if (!decision.Release)
            return outcome.EndedBy(RunResult.NeedsHuman, decision.Reason);

        await EnterAsync("release", cancellationToken);
        return await ReleaseAsync(outcome, plan, winner, assessment, cancellationToken);
    }

    private async Task<IReadOnlyList<Verdict>> ValidateAsync(
        WorkPlan plan, BuildOutcome build, CancellationToken cancellationToken)
    {
        var verdicts = new List<Verdict>();
        foreach (var ranked in build.Ranked.Take(MostValidated))
        {
            var verdict = await stages.Validator.ValidateAsync(ranked.Candidate, plan, cancellationToken);
            verdicts.Add(verdict);
            if (verdict.Passed)
                break;
        }

        return verdicts;
    }

    private async Task<Outcome> ReleaseAsync(
        Outcome outcome, WorkPlan plan, Assessed winner, Assessment assessment, CancellationToken cancellationToken)
    {
        try
        {
            var receipt = await stages.Releaser.ReleaseAsync(plan, winner, cancellationToken);
            await log.RecordAsync(ReleaseEvents.Released, Released.Of(receipt), cancellationToken);
            return (outcome with { Receipt = receipt }).EndedBy(Released.ResultOf(assessment), Released.ReasonOf(assessment));
        }
        catch (ReleaseRefusedException refusal)
        {
            return outcome.EndedBy(RunResult.NotAchieved, refusal.Message);
        }
    }

    private static Outcome NothingFound(Outcome outcome, BuildOutcome build, IReadOnlyList<Verdict> verdicts)
    {
        if (verdicts.Count > 0)
        {
            var first = verdicts[0].Refusal!;
            return outcome.EndedBy(
                RunResult.NotAchieved,
                $"{verdicts.Count} plausible patches were refused; the best by {first.Gate}: {first.Detail}");
        }

        return build.Exhausted is { } limit
            ? outcome.EndedBy(RunResult.LimitReached, $"No patch found: {limit} was reached after {build.Tried} candidates.")
            : outcome.EndedBy(RunResult.NotAchieved, $"No patch found: all {build.Tried} candidates failed.");
    }

    private Task EnterAsync(string stage, CancellationToken cancellationToken) =>
        log.RecordAsync(RunEvents.StageEntered, new StageEntered(stage), cancellationToken);
}
