using Ouroboros.Stages.Build;
using Ouroboros.Stages.Learn;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Learning;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Counts how operators fared and keeps an accepted repair with its failure, for the searches to come.</summary>
internal sealed class RepairLearner(IExperience experience, Lessons lessons) : ILearner
{
    public async Task LearnAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        if (outcome is not { Build: { } build, Plan: RepairPlan plan })
            return;

        var accepted = outcome.Receipt is null ? null : outcome.Assessment?.Winner?.Verdict.Candidate;
        var fix = accepted is null ? null : lessons.FixOf(plan.Snapshot, accepted, plan.Failing, cancellationToken);
        await experience.KeepAsync(new Lesson(Records(build, accepted), fix), cancellationToken);
    }

    private static List<OperatorRecord> Records(BuildOutcome build, Candidate? accepted) =>
        [.. build.Operators.Select(o => new OperatorRecord(
            o.Language, o.Operator, o.Tried, o.Plausible, accepted?.Origin.Operator == o.Operator ? 1 : 0))];
}
