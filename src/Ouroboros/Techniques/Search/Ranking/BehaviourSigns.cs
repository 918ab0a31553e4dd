namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>What speaks against a patch by its behaviour. All weights stand in this table; each bit halves.</summary>
internal static class BehaviourSigns
{
    private static readonly Sign[] Table =
    [
        // A patch rarely should make calls fail that did not, and then few.
        new("raises-anew", 4, f => Saturate(f.Raises.Share, 0.1), f => $"raises where the program did not: {f.Raises.Example}"),

        // Nobody wants a loop without an end where there was one.
        new("endless-anew", 5, f => Saturate(f.Endless.Share, 0.02), f => $"runs on without end where the program did not: {f.Endless.Example}"),

        // Callers count on the types that tests were content with.
        new("foreign-type", 3, f => Saturate(f.ForeignTypes.Share, 0.1), f => $"returns a type that no test has accepted: {f.ForeignTypes.Example}"),

        // The more it changes beside what fails, the more luck it takes to be right. Yet a fault mended at its root shows everywhere, and
        // over bench/ranking right patches change more than wrong ones: it only breaks ties.
        new("disturbs", 0.3, f => f.Disturbs.Share, f => $"changes {f.Disturbs.Share:0%} of what lies near the tests that pass: {f.Disturbs.Example}"),

        // Where tests complain of an end without a result and are content with the results, those are right.
        new("unsettles", 5, f => Saturate(f.Settled.Share, 0.02), f => $"changes {f.Settled.Share:0.#%} of the results, which no failing test was about: {f.Settled.Example}"),

        // What is mended for the tests' own calls alone comes back.
        new("unmended", 4, f => Saturate(f.Unmended.Share, 0.1), f => $"still has no end on {f.Unmended.Share:0.#%} of the calls that had none: {f.Unmended.Example}"),

        // A boundary moved by one looks the same, so this alone decides little.
        new("only-the-tests", 0.5, f => f.OnlyTheTests ? 1 : 0, _ => "changes the failing tests' own calls and none near them"),

        // Work that grows faster than its rivals' was not meant.
        new("slower", 2, f => Math.Clamp((Math.Log2(Math.Max(f.Slower, 1)) - 1) / 3, 0, 1), f => $"takes {f.Slower:0.#} times the steps of its rivals on large inputs"),

        // What the function promises is worth as much as a test.
        new("broken-hint", 4, f => Saturate(f.BrokenHints, 0.02), _ => "returns what the function's type hint rules out"),
        new("broken-example", 6, f => Math.Max(0, f.BrokenExamples), _ => "breaks an example in the function's documentation"),
        new("mended-example", -4, f => Math.Max(0, -f.BrokenExamples), _ => "mends an example in the function's documentation"),
    ];

    public static IEnumerable<AntiPattern> Of(BehaviourFacts facts) =>
        from sign in Table
        let amount = sign.Amount(facts)
        where amount > 0.005
        select new AntiPattern(sign.Name, sign.Bits * amount, sign.Reason(facts));

    private static double Saturate(double share, double half) => share <= 0 ? 0 : share / (share + half);

    private sealed record Sign(string Name, double Bits, Func<BehaviourFacts, double> Amount, Func<BehaviourFacts, string> Reason);
}
