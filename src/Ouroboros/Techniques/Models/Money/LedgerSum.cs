using Ouroboros.Runs;

namespace Ouroboros.Techniques.Models.Money;

/// <summary>What calls came to together. What is not settled stands apart from what is.</summary>
/// <param name="Unpriced">How many settled calls are not in the money, since nobody said what their model costs.</param>
public sealed record LedgerSum(int Calls, int Failed, TokenUse Tokens, decimal Money, int Unpriced)
{
    public static LedgerSum Nothing { get; } = new(0, 0, default, 0, 0);

    /// <summary>How many calls are under way or were cut off by a kill.</summary>
    public int Unsettled { get; init; }

    /// <summary>The most that those can have used.</summary>
    public TokenUse UnsettledTokens { get; init; }

    public decimal UnsettledMoney { get; init; }

    public int UnsettledUnpriced { get; init; }

    public static LedgerSum Of(IEnumerable<LedgerEntry> entries) => entries.Aggregate(Nothing, (sum, entry) => sum.With(entry));

    /// <summary>By run, source and model, the latest run first.</summary>
    public static IReadOnlyList<KeyValuePair<(RunId? Run, string Source, ModelName Model), LedgerSum>> Grouped(IEnumerable<LedgerEntry> entries) =>
    [
        .. entries.GroupBy(e => (e.By.Run, e.By.Source, e.By.Model))
            .OrderByDescending(g => g.Key.Run?.Value, StringComparer.Ordinal).ThenBy(g => g.Key.Source, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Model.ToString(), StringComparer.Ordinal)
            .Select(g => KeyValuePair.Create(g.Key, Of(g))),
    ];

    public LedgerSum With(LedgerEntry entry)
    {
        var unpriced = entry.Money is null ? 1 : 0;
        return entry.State == LedgerState.Reserved
            ? this with
            {
                Unsettled = Unsettled + 1,
                UnsettledTokens = UnsettledTokens + entry.Tokens,
                UnsettledMoney = UnsettledMoney + (entry.Money ?? 0),
                UnsettledUnpriced = UnsettledUnpriced + unpriced,
            }
            : this with
            {
                Calls = Calls + 1,
                Failed = Failed + (entry.State == LedgerState.Failed ? 1 : 0),
                Tokens = Tokens + entry.Tokens,
                Money = Money + (entry.Money ?? 0),
                Unpriced = Unpriced + unpriced,
            };
    }
}
