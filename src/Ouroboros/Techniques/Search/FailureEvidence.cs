using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Search;

/// <summary>What the failing tests tell before any candidate is tried.</summary>
/// <param name="Exceptions">The types they died of; <c>Hang</c> stands for a test that did not end.</param>
/// <param name="Literals">Numbers and texts written in the failing tests.</param>
public sealed record FailureEvidence(IReadOnlyList<string> Exceptions, IReadOnlySet<string> Literals)
{
    public const string Hang = "Hang";

    internal static IReadOnlyList<string> ExceptionsOf(IEnumerable<TestResult> failing) =>
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
