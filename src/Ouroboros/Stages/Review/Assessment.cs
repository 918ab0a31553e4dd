using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Validate;

namespace Ouroboros.Stages.Review;

/// <summary>One named contribution to a patch's risk, as a person may read it.</summary>
public sealed record RiskFactor(string Name, double Value, double Weight, string Detail);

/// <summary>How dangerous it would be to release a patch, from 0 to 1, and why.</summary>
public sealed record Risk(double Score, IReadOnlyList<RiskFactor> Factors)
{
    public RiskBand Band => Score < 0.3 ? RiskBand.Low : Score < 0.5 ? RiskBand.Medium : RiskBand.High;
}

public enum RiskBand
{
    Low,
    Medium,
    High,
}

/// <summary>A patch that passed every gate, weighed.</summary>
/// <param name="Rank">Higher is preferred.</param>
public sealed record Assessed(Verdict Verdict, Risk Risk, double Rank);

/// <summary>The patches that may be released, best first.</summary>
/// <param name="Cautions">What a person should know before agreeing, such as alternatives that behave differently.</param>
public sealed record Assessment(IReadOnlyList<Assessed> Ranked, IReadOnlyList<string> Cautions)
{
    public Assessed? Winner => Ranked.Count > 0 ? Ranked[0] : null;
}

/// <summary>Weighs verdicts against each other.</summary>
public interface IReviewer
{
    Task<Assessment> ReviewAsync(WorkPlan plan, IReadOnlyList<Verdict> verdicts, CancellationToken cancellationToken);
}

/// <summary>What was decided about the winner, by whom and why.</summary>
public sealed record Decision(bool Release, string By, string Reason);

/// <summary>Decides, by rule or by asking a person, whether the winner is released.</summary>
public interface IApprover
{
    Task<Decision> DecideAsync(Assessment assessment, CancellationToken cancellationToken);
}
