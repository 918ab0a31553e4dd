using Ouroboros.Stages.Review;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Risks;

/// <summary>Weighs a patch: measures the factors of <see cref="RiskTable"/>, adds them up, and squeezes the sum into 0 to 1.</summary>
public sealed class RiskModel(SnapshotReader reader, ISyntaxParser parser)
{
    public Risk Weigh(RiskEvidence evidence, CancellationToken cancellationToken)
    {
        var facts = new PatchInspection(reader, parser).Inspect(evidence, cancellationToken);
        RiskFactor[] factors = [.. RiskTable.Factors.Select(f => f.Measure(facts))];
        return new Risk(Squeeze(factors.Sum(f => f.Value * f.Weight)), factors);
    }

    private static double Squeeze(double sum) => 1 / (1 + Math.Exp(-sum));
}
