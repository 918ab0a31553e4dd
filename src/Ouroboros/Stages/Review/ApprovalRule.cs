using Ouroboros.Stages.Plan;

namespace Ouroboros.Stages.Review;

/// <summary>What the user settled beforehand about applying patches.</summary>
public sealed record ApprovalPolicy
{
    public bool DryRun { get; init; }

    public bool AutoApply { get; init; }

    /// <summary>Whether a patch that leaves failing tests red may be applied without a person who sees it.</summary>
    public bool Partial { get; init; }

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
            return Rule(false, $"{Found(assessment)} and, as this is a dry run, not applied.");

        var isCovered = policy.Partial || !assessment.IsPartial;
        if (policy.AutoApply && risk <= policy.MaxRisk && isCovered)
            return Rule(true, $"Risk {risk:0.00} is within the limit of {policy.MaxRisk:0.00}.");

        if (person is not null)
            return person.DecideAsync(plan, assessment, cancellationToken);

        return Rule(false, (policy.AutoApply, isCovered) switch
        {
            (true, true) => $"Risk {risk:0.00} is above the limit of {policy.MaxRisk:0.00}; a person must decide.",
            (false, true) => $"{Found(assessment)} and nobody could be asked; apply it with --auto-apply.",
            _ => $"{Found(assessment)}; a part of the repair is applied only with --partial.",
        });
    }

    private static string Found(Assessment assessment) => assessment switch
    {
        { IsPartial: false } => "A patch was found",
        { Remaining: [var one] } => $"A patch was found that leaves {one.Name} red",
        _ => $"A patch was found that leaves {assessment.Remaining.Count} failing tests red",
    };

    private static Task<Decision> Rule(bool release, string reason) => Task.FromResult(new Decision(release, "rule", reason));
}
