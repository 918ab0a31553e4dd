using Ouroboros.Runs;
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
        // What was remembered of the suite may be why nothing came of it: the next run measures again.
        if (outcome is { Plan: RepairPlan { Forget: { } forget }, Ending.Result: RunResult.NotAchieved })
            await forget(cancellationToken);

        if (outcome is not { Build: { } build, Plan: RepairPlan plan })
            return;

        var accepted = outcome.Receipt is null ? null : outcome.Assessment?.Winner?.Verdict.Candidate;
        Candidate[] parts = accepted is null ? [] : accepted.Parts.Count == 0 ? [accepted] : [.. accepted.Parts];
        await experience.KeepAsync(new Lesson(Records(build, parts), FixOf(plan, parts.FirstOrDefault(), cancellationToken)), cancellationToken);
        foreach (var part in parts.Skip(1))
            await experience.KeepAsync(new Lesson([], FixOf(plan, part, cancellationToken)), cancellationToken);
    }

    private RememberedFix? FixOf(RepairPlan plan, Candidate? accepted, CancellationToken cancellationToken)
    {
        var mended = plan.Failing.Where(f => accepted?.Mends?.Contains(f.Name) != false).ToArray();
        return accepted is null ? null : lessons.FixOf(plan.Snapshot, accepted, mended, cancellationToken);
    }

    private static List<OperatorRecord> Records(BuildOutcome build, IReadOnlyList<Candidate> accepted) =>
        [.. build.Operators.Select(o => new OperatorRecord(
            o.Language, o.Operator, o.Tried, o.Plausible, accepted.Count(a => a.Origin.Operator == o.Operator)))];
}
