namespace Ouroboros.Stages.Review;

/// <summary>How dangerous it would be to release a patch, from 0 to 1, and why.</summary>
public sealed record Risk(double Score, IReadOnlyList<RiskFactor> Factors)
{
    public RiskBand Band => Score < 0.3 ? RiskBand.Low : Score < 0.5 ? RiskBand.Medium : RiskBand.High;
}

/// <summary>One named contribution to a patch's risk, as a person may read it.</summary>
public sealed record RiskFactor(string Name, double Value, double Weight, string Detail);

public enum RiskBand
{
    Low,
    Medium,
    High,
}
