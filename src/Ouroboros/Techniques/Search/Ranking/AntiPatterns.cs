using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>A sign that a patch satisfies the tests rather than their meaning.</summary>
/// <param name="Bits">How much less likely it makes the patch: each bit halves.</param>
/// <param name="Reason">For people, as the end of "it …".</param>
public sealed record AntiPattern(string Name, double Bits, string Reason);

/// <summary>Looks for such signs by comparing the trees. Pure: the same change gives the same findings.</summary>
public static class AntiPatterns
{
    /// <param name="testLiterals">Numbers and texts written in the failing tests, as source text.</param>
    public static IReadOnlyList<AntiPattern> Of(ChangedFile change, IReadOnlySet<string> testLiterals) => change.After.Language switch
    {
        Language.CSharp => [.. CSharpObjections.In(change, testLiterals)],
        var language when JavaScriptFunctions.IsJavaScript(language) => [.. ScriptObjections.In(change, testLiterals)],
        _ => [.. IdleOperations.In(change), .. LiftedLiterals.In(change, testLiterals), .. LostWork.In(change), .. Leftovers.In(change), .. ChangedResults.In(change)],
    };

    /// <summary>Whether the patch answers the tests' own inputs with the tests' own answers.</summary>
    public static bool SpecialCasesTests(ChangedFile change, IReadOnlySet<string> testLiterals) =>
        Of(change, testLiterals).Any(a => a.Name == LiftedLiterals.SpecialCase);
}
