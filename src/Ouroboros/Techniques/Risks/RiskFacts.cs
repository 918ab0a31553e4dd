namespace Ouroboros.Techniques.Risks;

/// <summary>A patch in numbers, before any of them is weighed.</summary>
internal sealed record RiskFacts(RiskEvidence Evidence)
{
    public int Files { get; init; }

    public int LinesAdded { get; init; }

    public int LinesRemoved { get; init; }

    public int TokensAdded { get; init; }

    public int TokensRemoved { get; init; }
}
