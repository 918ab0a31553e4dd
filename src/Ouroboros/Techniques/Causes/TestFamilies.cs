using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Causes;

/// <summary>Tests that belong together by their names.</summary>
internal static class TestFamilies
{
    /// <summary>The cases of one parametrised test are one family.</summary>
    public static IReadOnlyList<IReadOnlyList<TestResult>> ByFunction(IReadOnlyList<TestResult> tests) => By(tests, FunctionOf);

    public static IReadOnlyList<IReadOnlyList<TestResult>> ByFile(IReadOnlyList<TestResult> tests) => By(tests, t => t.Value.Split("::")[0]);

    private static IReadOnlyList<IReadOnlyList<TestResult>> By(IReadOnlyList<TestResult> tests, Func<TestName, string> key) =>
        [.. tests.GroupBy(t => key(t.Name)).Select(g => (IReadOnlyList<TestResult>)[.. g])];

    private static string FunctionOf(TestName name)
    {
        // A parameter's own text may hold anything, so the name ends at the first bracket behind the file.
        var file = name.Value.IndexOf("::", StringComparison.Ordinal);
        var bracket = file < 0 ? -1 : name.Value.IndexOf('[', file);
        return bracket < 0 ? name.Value : name.Value[..bracket];
    }
}
