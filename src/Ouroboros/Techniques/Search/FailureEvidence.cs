using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Search;

/// <summary>What the failing tests tell before any candidate is tried.</summary>
/// <param name="Exceptions">The types they died of; <c>Hang</c> stands for a test that did not end.</param>
/// <param name="Literals">Numbers and texts written in the failing tests.</param>
public sealed record FailureEvidence(IReadOnlyList<string> Exceptions, IReadOnlySet<string> Literals)
{
    public const string Hang = "Hang";

    /// <summary>Stands among the exceptions when a test waited for one in vain.</summary>
    public const string NotRaised = "NotRaised";

    /// <summary>Exceptions that tests waited for in vain.</summary>
    public IReadOnlyList<string> Awaited { get; init; } = [];

    internal static FailureEvidence Of(IReadOnlyList<TestResult> failing, IReadOnlySet<string> literals)
    {
        var awaited = failing.Select(f => AwaitedIn(f.Failure?.Message ?? "")).OfType<string>().Distinct().ToList();
        var exceptions = ExceptionsOf(failing);
        return new FailureEvidence(awaited.Count == 0 ? exceptions : [NotRaised, .. exceptions], literals) { Awaited = awaited };
    }

    // pytest says `DID NOT RAISE <class 'shop.SoldOut'>`, unittest `SoldOut not raised`.
    private static string? AwaitedIn(string message)
    {
        const string pytest = "DID NOT RAISE <class '", unittest = " not raised";
        if (message.IndexOf(pytest, StringComparison.Ordinal) is >= 0 and var at)
        {
            var name = message[(at + pytest.Length)..].Split('\'')[0];
            return name[(name.LastIndexOf('.') + 1)..];
        }

        var end = message.IndexOf(unittest, StringComparison.Ordinal);
        return end > 0 ? message[..end].Split(' ', '\n', ':')[^1] is { Length: > 0 } word && char.IsUpper(word[0]) ? word : null : null;
    }

    private static IReadOnlyList<string> ExceptionsOf(IEnumerable<TestResult> failing) =>
        [.. failing.Select(NameOf).Where(n => n.Length > 0).GroupBy(n => n)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];

    private static string NameOf(TestResult result)
    {
        if (result.Outcome == TestOutcome.TimedOut)
            return Hang;

        var name = result.Failure?.Exception ?? "";
        return name[(name.LastIndexOf('.') + 1)..];
    }
}
