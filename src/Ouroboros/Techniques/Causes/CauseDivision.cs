using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Causes;

/// <summary>Divides failing tests that no single patch mends, so that one that cannot be mended does not hold up the others.</summary>
public static class CauseDivision
{
    private const int FewAtOnce = 4;

    public static bool IsPossible(IReadOnlyList<TestResult> tests) => tests.Count > 1;

    /// <summary>Two groups or more, in the suite's order; none where there is nothing to divide.</summary>
    /// <param name="stones">Candidates that mended some of the tests, most mended first: what they turn apart has causes apart.</param>
    public static IReadOnlyList<IReadOnlyList<TestResult>> Of(IReadOnlyList<TestResult> tests, IReadOnlyList<SteppingStone> stones)
    {
        if (!IsPossible(tests))
            return [];

        foreach (var stone in stones)
        {
            var turned = tests.ToLookup(t => stone.Screening.Turned.Contains(t.Name));
            if (turned[true].Any() && turned[false].Any())
                return [[.. turned[true]], [.. turned[false]]];
        }

        var families = TestFamilies.ByFunction(tests);
        if (families.Count == 1)
            families = [.. tests.Select(t => (IReadOnlyList<TestResult>)[t])];

        if (families.Count <= FewAtOnce)
            return families;

        var half = families.Count / 2;
        return [[.. families.Take(half).SelectMany(f => f)], [.. families.Skip(half).SelectMany(f => f)]];
    }
}
