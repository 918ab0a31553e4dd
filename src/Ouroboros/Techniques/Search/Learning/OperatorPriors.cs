using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Learning;

/// <summary>Turns counts into weights: an operator that succeeds more often than others goes earlier.</summary>
public sealed class OperatorPriors
{
    // As many imagined trials at the average rate: few real ones change little.
    private const double Caution = 200;
    private const double Least = 0.4, Most = 4;

    // Plausible is not yet right.
    private const double PlausibleCounts = 0.2;

    private readonly Dictionary<string, IReadOnlyDictionary<string, double>> weights = [];

    /// <summary>Nothing was learnt yet.</summary>
    public static OperatorPriors None { get; } = new();

    public static OperatorPriors ByLanguage(IReadOnlyList<OperatorRecord> records)
    {
        var priors = new OperatorPriors();
        foreach (var language in records.Select(r => r.Language).Distinct())
            priors.weights[language] = Weights(records, language);

        return priors;
    }

    public double Of(Language language, string name) =>
        weights.TryGetValue(language.ToString(), out var own) ? own.GetValueOrDefault(name, 1) : 1;

    public static IReadOnlyDictionary<string, double> Weights(IReadOnlyList<OperatorRecord> records, string language)
    {
        var own = records.Where(r => r.Language == language)
            .GroupBy(r => r.Operator)
            .Select(g => (Operator: g.Key, Tried: g.Sum(r => r.Tried), Success: g.Sum(Success)))
            .ToList();
        var tried = own.Sum(r => r.Tried);
        var success = own.Sum(r => r.Success);
        if (tried == 0 || success <= 0)
            return new Dictionary<string, double>();

        var average = success / tried;
        return own.ToDictionary(
            r => r.Operator,
            r => Math.Clamp(Math.Sqrt((r.Success + (Caution * average)) / (r.Tried + Caution) / average), Least, Most));
    }

    private static double Success(OperatorRecord record) =>
        record.Accepted + (PlausibleCounts * Math.Max(0, record.Plausible - record.Accepted));
}
