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

/// <summary>
/// All factors and their weights, in one place. <c>bench/risk/run.sh --fit</c> finds them on the tuning half of its corpus; they stand
/// here rounded, and with a small weight
/// where the corpus had too few cases to find any.
/// </summary>
internal static class RiskTable
{
    // What an unknown weighs: neither for nor against.
    private const double Unknown = 0.5;

    public static IReadOnlyList<WeighedFactor> Factors { get; } =
    [
        new("base", -2.4, _ => (1, "what every patch starts from")),

        // How much is touched.
        new("size", 0.5, f => (Saturate(f.TokensAdded + f.TokensRemoved, 12), $"{f.LinesAdded} lines added, {f.LinesRemoved} removed, {f.TokensAdded + f.TokensRemoved} tokens")),
        new("files", 2.0, f => (Saturate(f.Files - 1, 2), Count(f.Files, "file"))),
        new("public surface", 1.5, f => (Saturate(f.Code.ApiChanges, 1), f.Code.ApiChanges == 0 ? "no public signature changed" : Count(f.Code.ApiChanges, "public signature") + " changed")),
        new("callers", 0.3, f => (Saturate(f.Callers, 10), f.Function is { } name ? $"{Count(f.Callers, "call")} of {name}" : "outside any function")),

        // What the tests say.
        new("unmended tests", 2.0, f => (Unmended(f), $"{f.Evidence.Turned.Count} of {f.Evidence.Failing.Count} failing tests turned green")),
        new("thin evidence", 0.5, f => (1.0 / (1 + f.Evidence.Turned.Count), $"{Count(f.Evidence.Turned.Count, "test")} asked for this")),
        new("thin coverage", 0.3, f => f.Evidence.CoveringTests is { } n ? (1.0 / (1 + n), $"{Count(n, "test")} ran the edited lines") : (Unknown, "not known which tests ran the edited lines")),
        new("skipped gates", 0.5, f => (SkippedShare(f), Skipped(f))),

        // How sure the place and the choice are.
        new("rival behaviours", 4.8, Rivalry),
        new("far from suspects", 0.3, f => f.Evidence.SuspectRank is { } n ? (Saturate(n, 5), $"suspect number {n + 1}") : (1, "the edited line is no suspect")),

        // What kind of edit it is.
        new("new branches", 1.8, f => (Saturate(f.Code.Branches, 1), f.Code.Branches == 0 ? "no new condition" : Count(f.Code.Branches, "new condition"))),
        new("fixed answers", 1.0, f => (Saturate(f.Code.AnswersAdded, 0.5), f.Code.AnswersAdded == 0 ? "no new literal result" : Count(f.Code.AnswersAdded, "result") + " became a literal")),
        new("edge answers", 0.8, f => (Saturate(f.Code.CommonAnswersAdded, 0.5), f.Code.CommonAnswersAdded == 0 ? "no new result for an edge case" : Count(f.Code.CommonAnswersAdded, "new result") + " for an edge case")),
        new("singled-out values", 1.2, f => (Saturate(f.Code.ValuesSingledOut, 0.5), f.Code.ValuesSingledOut == 0 ? "no input is singled out" : Count(f.Code.ValuesSingledOut, "input") + " compared with a literal")),
        new("fixed conditions", 0.5, f => (Saturate(f.Code.FixedConditions, 0.2), f.Code.FixedConditions == 0 ? "no condition fixed" : Count(f.Code.FixedConditions, "condition") + " can no longer vary")),
        new("lost statements", 0.5, f => (Saturate(f.Code.StatementsLost, 0.5), f.Code.StatementsLost == 0 ? "no statement removed" : Count(f.Code.StatementsLost, "statement") + " removed")),
        new("lost names", 0.3, f => (Saturate(f.Code.NamesLost, 1), f.Code.NamesLost == 0 ? "everything that was used still is" : Count(f.Code.NamesLost, "name") + " no longer used")),
        new("literal of the tests", 1.8, f => (f.Code.TestLiteral is null ? 0 : 1, f.Code.TestLiteral is { } value ? $"{value} stands in the tests" : "no literal taken from the tests")),
        new("another kind of result", 0.5, f => (f.Code.ResultKindChanged ? 1 : 0, f.Code.ResultKindChanged ? "returns are made differently" : "returns are made as before")),
        new("one literal changed", 0.2, f => (f.Code.OneLiteral ? 1 : 0, f.Code.OneLiteral ? "only a literal changed" : "not merely a literal")),
        new("one operator changed", -0.5, f => (f.Code.OneOperator ? 1 : 0, f.Code.OneOperator ? "only an operator changed" : "not merely an operator")),
    ];

    private static double Saturate(double amount, double half) => amount <= 0 ? 0 : amount / (amount + half);

    // What only reads differently may do the same; it counts for less than half of what is known to differ.
    private static (double Value, string Detail) Rivalry(RiskFacts facts) => facts.Evidence.Rivals switch
    {
        null => (Unknown, "not known how many ways there are"),
        { AreCompared: true, Count: var n } => (Saturate(n, 4), $"{(n == 1 ? "1 other behaviour passes" : n == 0 ? "no other behaviour passes" : $"{n} other behaviours pass")} the tests"),
        { Count: var n } => (0.4 * Saturate(n, 4), $"{Count(n, "plausible patch", "plausible patches")} would say something else; what they do was not compared"),
    };

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
