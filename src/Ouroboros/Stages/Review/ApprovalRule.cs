using Ouroboros.Stages.Plan;

namespace Ouroboros.Stages.Review;

/// <summary>What the user settled beforehand about applying patches.</summary>
public sealed record ApprovalPolicy
{
    public bool DryRun { get; init; }

    public bool AutoApply { get; init; }

    /// <summary>A patch riskier than this needs a person.</summary>
    public double MaxRisk { get; init; } = 0.5;
}

/// <summary>Decides by policy; a null <paramref name="person"/> means nobody can be asked.</summary>
public sealed class ApprovalRule(ApprovalPolicy policy, IApprover? person) : IApprover
{
    public Task<Decision> DecideAsync(WorkPlan plan, Assessment assessment, CancellationToken cancellationToken)
    {
        var risk = assessment.Winner?.Risk.Score ?? 1;
        if (policy.DryRun)
            return Rule(false, "A patch was found and, as this is a dry run, not applied.");

        if (policy.AutoApply && risk <= policy.MaxRisk)
            return Rule(true, $"Risk {risk:0.00} is within the limit of {policy.MaxRisk:0.00}.");

        if (person is not null)
            return person.DecideAsync(plan, assessment, cancellationToken);

        return Rule(false, policy.AutoApply
            ? $"Risk {risk:0.00} is above the limit of {policy.MaxRisk:0.00}; a person must decide."
            : "A patch was found and nobody could be asked; apply it with --auto-apply.");
    }

    private static Task<Decision> Rule(bool release, string reason) => Task.FromResult(new Decision(release, "rule", reason));
}
