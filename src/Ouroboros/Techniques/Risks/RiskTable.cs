using Ouroboros.Stages.Review;
using Ouroboros.Stages.Validate;

namespace Ouroboros.Techniques.Risks;

/// <summary>One row: what is measured, as a value from 0 to 1 with words for it, and what it weighs.</summary>
internal sealed record WeighedFactor(string Name, double Weight, Func<RiskFacts, (double Value, string Detail)> Of)
{
    public RiskFactor Measure(RiskFacts facts)
    {
        var (value, detail) = Of(facts);
        return new RiskFactor(Name, value, Weight, detail);
    }
}

/// <summary>All factors and their weights. The weights were fitted by <c>bench/risk</c> on its tuning half.</summary>
internal static class RiskTable
{
    // What an unknown weighs: neither for nor against.
    private const double Unknown = 0.5;

    public static IReadOnlyList<WeighedFactor> Factors { get; } =
    [
        new("base", -2.0, _ => (1, "what every patch starts from")),
        new("size", 2.0, f => (Saturate(f.TokensAdded + f.TokensRemoved, 20), $"{f.LinesAdded} lines added, {f.LinesRemoved} removed, {f.TokensAdded + f.TokensRemoved} tokens")),
        new("files", 2.0, f => (Saturate(f.Files - 1, 2), Count(f.Files, "file"))),
        new("unmended tests", 2.0, f => (Unmended(f), $"{f.Evidence.Turned.Count} of {f.Evidence.Failing.Count} failing tests turned green")),
        new("thin coverage", 1.0, f => f.Evidence.CoveringTests is { } n ? (1.0 / (1 + n), $"{Count(n, "test")} ran the edited lines") : (Unknown, "not known which tests ran the edited lines")),
        new("rival behaviours", 1.5, f => f.Evidence.RivalBehaviours is { } n ? (Saturate(n, 2), $"{Count(n, "plausible patch", "plausible patches")} would behave differently") : (Unknown, "not known how many ways there are")),
        new("far from suspects", 1.0, f => f.Evidence.SuspectRank is { } n ? (Saturate(n, 5), $"suspect number {n + 1}") : (Unknown, "the edited line is no suspect")),
        new("skipped gates", 1.0, f => (SkippedShare(f), Skipped(f))),
    ];

    private static double Saturate(double amount, double half) => amount <= 0 ? 0 : amount / (amount + half);

    private static double Unmended(RiskFacts facts) =>
        facts.Evidence.Failing.Count == 0 ? Unknown : 1 - ((double)facts.Evidence.Turned.Count / facts.Evidence.Failing.Count);

    private static double SkippedShare(RiskFacts facts) => facts.Evidence.Gates.Count == 0
        ? Unknown
        : (double)facts.Evidence.Gates.Count(g => g.Status == GateStatus.Skipped) / facts.Evidence.Gates.Count;

    private static string Skipped(RiskFacts facts)
    {
        var names = facts.Evidence.Gates.Where(g => g.Status == GateStatus.Skipped).Select(g => g.Gate).ToArray();
        return facts.Evidence.Gates.Count == 0 ? "no gate was asked" : names.Length == 0 ? "every gate could be asked" : $"not checked: {string.Join(", ", names)}";
    }

    private static string Count(int number, string one, string? many = null) => number == 1 ? $"1 {one}" : $"{number} {many ?? one + "s"}";
}
