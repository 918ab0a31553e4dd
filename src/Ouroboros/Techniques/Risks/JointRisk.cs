using Ouroboros.Stages.Review;

namespace Ouroboros.Techniques.Risks;

/// <summary>The risk of a patch that joins the repairs of several causes: it is wrong as soon as one of them is.</summary>
public static class JointRisk
{
    public static Risk Of(IReadOnlyList<Risk> parts)
    {
        if (parts is [var only])
            return only;

        var right = parts.Aggregate(1.0, (all, part) => all * (1 - part.Score));
        var riskiest = parts.MaxBy(p => p.Score)!;
        var joint = new RiskFactor("repairs joined", parts.Count, 0, $"{parts.Count} repairs, each with its own risk: {string.Join(", ", parts.Select(p => $"{p.Score:0.00}"))}; the factors are those of the riskiest");
        return new Risk(1 - right, [joint, .. riskiest.Factors]);
    }
}
