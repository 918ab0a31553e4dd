namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>All rules over Python's syntax tree: what a version of a file does that could fool its tests.</summary>
internal static class PythonRules
{
    private static readonly Func<PythonSource, IEnumerable<Finding>>[] Table =
        [DetectionRules.Find, ReflectionRules.Find, PatchingRules.Find, EscapeRules.Find, EqualityRules.Find];

    /// <summary>What the patch adds to the findings of one file.</summary>
    public static IEnumerable<Finding> Added(PythonSource? before, PythonSource? after, TestVocabulary tests)
    {
        var cases = new SpecialCaseRule(tests, before);
        return Finding.Added(All(before, cases), All(after, cases)).Concat(HollowFunctionRule.Find(before, after, tests));
    }

    private static IEnumerable<Finding> All(PythonSource? source, SpecialCaseRule cases) =>
        source is null ? [] : Table.SelectMany(rule => rule(source)).Concat(cases.Find(source));
}
