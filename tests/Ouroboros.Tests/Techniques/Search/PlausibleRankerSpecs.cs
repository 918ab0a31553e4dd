using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Ranking;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

public sealed class PlausibleRankerSpecs : IDisposable
{
    private const string Source = "def f(a, n):\n    if a > n:\n        return True\n    return a == n\n";

    private readonly SearchedProject project = new SearchedProject().With("shop.py", Source, 2)
        .With("tests/test_it.py", "def test_0():\n    assert f(17, 'abc') == 42\n")
        .FailingWith("AssertionError", "assert 1 == 42", new CodeFrame("tests/test_it.py", 2, "test_0"));

    public void Dispose() => project.Dispose();

    [Theory]
    [InlineData("identity-operation", "x = f(a)", "f(a)", "1 * f(a)")]
    [InlineData("identity-operation", "x = a", "= a", "= a + 0")]
    [InlineData("same-operands", "x = a or b", "b", "a")]
    [InlineData("constant-condition", "if a:\n    b()\n", "if a", "if False")]
    [InlineData("constant-condition", "if a:\n    b()\n", "if a", "if a or True")]
    [InlineData("self-assignment", "x = a", "= a", "= x")]
    [InlineData("no-effect", "def f(a):\n    return a\n", "return a", "a")]
    [InlineData("deletes-statement", "f()\ng()\n", "f()\n", "")]
    [InlineData("unreachable", "def f(a):\n    g()\n    return a\n", "    g()\n", "    return None\n    g()\n")]
    [InlineData("early-return", "def f(a):\n    return a\n", "    return a", "    if not a:\n        return 0\n    return a")]
    [InlineData("swallows-exception", "def f(a):\n    g()\n", "    g()", "    try:\n        g()\n    except Exception:\n        pass")]
    [InlineData("special-case", "def f(a):\n    return a\n", "    return a", "    if a == 17:\n        return 42\n    return a")]
    [InlineData("lifted-literal", "def f(a):\n    return a\n", "return a", "return a + 42")]
    [InlineData("result-type", "def f(a):\n    if a:\n        return False\n    return a > 1\n", "return a > 1", "return None")]
    [InlineData("result-type", "def f(a) -> bool:\n    return a\n", "return a", "return 1")]
    [InlineData("operand-as-truth", "def f(a, b):\n    if a:\n        return False\n    return b > 1\n", "b > 1", "a and b > 1")]
    [InlineData("constant-for-name", "x = f(a)", "a", "0")]
    [InlineData("loop-leftover", "def f(xs):\n    for x in xs:\n        g(x)\n    return 1\n", "return 1", "return x")]
    [InlineData("forgets-name", "def f(xs, k):\n    for x in xs:\n        g(x)\n", "g(x)", "g(k)")]
    [InlineData("rounding", "x = a", "= a", "= int(a ** 1.5)")]
    public void A_sign_that_something_is_wrong_is_found(string name, string source, string old, string fresh) =>
        Signs(source, old, fresh).ShouldContain(name);

    [Theory]
    [InlineData("x = a < b", "<", "<=")]
    [InlineData("x = f(a, b)", "a, b", "b, a")]
    [InlineData("for i in a:\n    f(i)\n    g()\n", "    f(i)\n    g()\n", "    f(i)\ng()\n")]
    [InlineData("def f(a, b):\n    return a\n", "return a", "return b")]
    [InlineData("x = [1]", "[1]", "[2]")]
    public void Honest_edits_carry_no_sign(string source, string old, string fresh) => Signs(source, old, fresh).ShouldBeEmpty();

    [Fact]
    public void What_looks_made_for_the_tests_sinks_below_what_does_not()
    {
        var ranked = Rank(Candidate("a > n", "a > n or a == 17"), Candidate(">", ">="));

        ranked.Ranked.Select(r => r.Candidate.Origin.Reason).ShouldBe(["`>` → `>=`", "`a > n` → `a > n or a == 17`"]);
        ranked.Ranked[1].Reasons.ShouldContain(r => r.Contains("17", StringComparison.Ordinal));
    }

    [Fact]
    public void Candidates_that_say_the_same_in_other_words_share_a_cluster()
    {
        var ranked = Rank(Candidate("a > n", "a >= n"), Candidate("a > n", "n <= a"), Candidate("a > n", "not a < n"), Candidate("a > n", "a > n - 1"), Candidate("a > n", "a == n"));

        ranked.Ranked.Select(r => r.Cluster).Distinct().Count().ShouldBe(2);
        ranked.Summary.ShouldBe("5 plausible patches that say 2 different things, at shop.py:2 (5).");
    }

    [Fact]
    public void Equal_behaviour_joins_clusters_too()
    {
        Candidate[] two = [Candidate("a > n", "a != n"), Candidate("a > n", "a == n")];

        var ranked = Rank(two, Survey(two, "is 1", ["is 2", "is 2"]));

        ranked.Ranked.Select(r => r.Cluster).ShouldBe([0, 0]);
        ranked.Behaviours.Groups.ShouldHaveSingleItem().Share.ShouldBe(1);
    }

    [Fact]
    public void What_toils_sinks_below_what_gets_there_directly()
    {
        Candidate[] two = [Candidate(">", ">="), Candidate("a > n", "a > n - 1")];
        var effort = new Dictionary<PatchHash, long> { [two[0].Patch.Hash] = 80_000, [two[1].Patch.Hash] = 1_000 };

        var ranked = new PlausibleRanker(Workbench.Parser) { Effort = effort }
            .Rank(project.Brief(), two, BehaviourSurvey.Nothing("not tried"), CancellationToken.None);

        ranked.Ranked[0].Candidate.ShouldBe(two[1]);
        ranked.Ranked[1].Reasons.ShouldContain("speaks against it: it works 80.0 times as hard as another patch");
    }

    [Fact]
    public void Clusters_are_told_apart_by_the_plainest_input_from_either_side()
    {
        Candidate[] two = [Candidate("a > n", "a >= n"), Candidate("a > n", "a != n")];
        ProbedInput[] inputs = [new("f(-1, 2)", false, false, true), new("f(1, 2) on Shop(n=3)", false, false, false), new("f(1, 22)", false, false, false)];

        var found = Rank(two, Survey(two, inputs, ["is 1", "is 1", "is 1"], [["is 2", "is 2", "is 2"], ["is 3", "is 3", "is 3"]])).Behaviours;

        found.Between(0, 1).ShouldBe(new Separation(0, 1, "f(1, 22)", "is 2", "is 3"));
        found.Between(1, 0).ShouldBe(new Separation(1, 0, "f(1, 22)", "is 3", "is 2"));
        found.Between(0, 2).ShouldBeNull();
    }

    [Fact]
    public void Patches_that_behave_alike_support_each_other()
    {
        Candidate[] three = [Candidate("a > n", "a != n") with { Prior = 0.5 }, Candidate("a > n", "a >= n") with { Prior = 0.4 }, Candidate("True", "a") with { Prior = 0.4 }];

        var alone = Rank(three, Survey(three, "is 1", ["is 2", "is 3", "is 4"]));
        var together = Rank(three, Survey(three, "is 1", ["is 2", "is 3", "is 3"]));

        alone.Ranked[0].Candidate.ShouldBe(three[0]);
        together.Ranked[0].Candidate.ShouldNotBe(three[0]);
        together.Behaviours.ShareOf(0)!.Value.ShouldBeGreaterThan(alone.Behaviours.ShareOf(0)!.Value);
    }

    [Theory]
    [InlineData("raises KeyError", "raises where the program did not: f(0) raises KeyError")]
    [InlineData("runs on without end", "runs on without end where the program did not: f(0) runs on without end")]
    [InlineData("is 'x'", "returns a type that no test has accepted: f(0) is 'x'")]
    public void What_a_patch_newly_does_where_nothing_failed_sinks_it(string words, string reason)
    {
        Candidate[] two = [Candidate("a > n", "a >= n") with { Prior = 0.5 }, Candidate("a > n", "a != n") with { Prior = 0.45 }];
        ProbedInput[] inputs = [.. Enumerable.Range(0, 5).Select(i => new ProbedInput($"f({i})", false, false, false)), new ProbedInput("f(9)", false, true, false)];
        string[] before = ["is 1", "is 1", "is 1", "is 1", "is 1", "is 1"];

        var ranked = Rank(two, Survey(two, inputs, before, [[words, words, words, words, words, "is 1"], before])).Ranked;

        ranked.Select(r => r.Candidate).ShouldBe([two[1], two[0]]);
        ranked[1].Reasons.ShouldContain("speaks against it: it " + reason);
    }

    [Fact]
    public void What_is_changed_where_nothing_failed_breaks_a_tie_and_is_not_worth_telling()
    {
        Candidate[] two = [Candidate("a > n", "a >= n"), Candidate("a > n", "a != n")];
        ProbedInput[] inputs = [new("f(0)", false, false, false), new("f(9)", false, true, false)];

        foreach (var quiet in new[] { 0, 1 })
        {
            string[][] does = [["is 7", "is 1"], ["is 7", "is 1"]];
            does[quiet] = ["is 1", "is 1"];
            var ranked = Rank(two, Survey(two, inputs, ["is 1", "is 1"], does)).Ranked;

            ranked[0].Candidate.ShouldBe(two[quiet]);
            ranked[1].Reasons.ShouldBe(["nothing about it looks made for the tests"]);
        }
    }

    [Fact]
    public void Odd_inputs_and_those_that_failed_anyway_speak_against_nobody()
    {
        Candidate[] one = [Candidate("a > n", "a >= n"), Candidate("a > n", "a != n")];
        ProbedInput[] inputs = [new("f(0)", false, false, true), new("f(1)", false, false, false)];

        var ranked = Rank(one, Survey(one, inputs, ["is 1", "raises ValueError"], [["raises KeyError", "raises KeyError"], ["is 1", "raises ValueError"]])).Ranked;

        ranked.ShouldAllBe(r => r.Reasons.Count == 1 && r.Reasons[0] == "nothing about it looks made for the tests");
    }

    [Fact]
    public void Far_more_steps_than_its_rivals_take_sink_a_patch()
    {
        Candidate[] three = [Candidate("a > n", "a >= n"), Candidate("a > n", "a != n") with { Prior = 0.45 }, Candidate("True", "a") with { Prior = 0.4 }];
        var survey = Survey(three, "is 1", ["is 1", "is 1", "is 1"]);
        var slow = new Behaviour([0], [8_000], 1, 0, 0, 0);

        var ranked = Rank(three, survey with { Candidates = survey.Candidates.ToDictionary(p => p.Key, p => p.Key == three[0].Patch.Hash ? slow : p.Value) }).Ranked;

        ranked[^1].Candidate.ShouldBe(three[0]);
        ranked[^1].Reasons[0].ShouldContain("times the steps of its rivals");
    }

    private RankedPatches Rank(params Candidate[] candidates) => Rank(candidates, BehaviourSurvey.Nothing("it was not tried"));

    private RankedPatches Rank(Candidate[] candidates, BehaviourSurvey survey) =>
        new PlausibleRanker(Workbench.Parser).Rank(project.Brief(), candidates, survey, CancellationToken.None);

    /// <summary>One plain input, and what the program and the candidates do with it.</summary>
    private static BehaviourSurvey Survey(Candidate[] candidates, string original, string[] does) =>
        Survey(candidates, [new ProbedInput("f(0)", false, false, false)], [original], [.. does.Select(d => new[] { d })]);

    private static BehaviourSurvey Survey(Candidate[] candidates, ProbedInput[] inputs, string[] original, string[][] does)
    {
        string[] words = [.. does.SelectMany(d => d).Concat(original).Distinct().Order(StringComparer.Ordinal)];
        Behaviour Of(string[] row) => new([.. row.Select(w => Array.IndexOf(words, w))], [.. row.Select(_ => 10L)], row.Length, 0, 0, 0);
        ProbedOutcome Outcome(string text) => new(
            text.StartsWith("raises", StringComparison.Ordinal) ? ProbedEnd.Raised : text.StartsWith("runs on", StringComparison.Ordinal) ? ProbedEnd.Endless : ProbedEnd.Returned,
            text.Contains('\'', StringComparison.Ordinal) ? "str" : "int", text);
        return new BehaviourSurvey(
            ["shop.py:f"], inputs, [.. words.Select(Outcome)], Of(original), candidates.Zip(does).ToDictionary(p => p.First.Patch.Hash, p => Of(p.Second)), null);
    }

    private static Candidate Candidate(string old, string fresh)
    {
        var edit = new SpanEdit(Source.IndexOf(old, StringComparison.Ordinal), old.Length, System.Text.Encoding.UTF8.GetBytes(fresh));
        var path = RepoPath.Parse("shop.py");
        var patch = Patch.Change(path, ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(Source)), edit);
        return new Candidate(patch, new Origin("search", "any", $"`{old}` → `{fresh}`", path, 2), 0.5);
    }

    private static IEnumerable<string> Signs(string source, string old, string fresh)
    {
        var before = Workbench.Unit(source).Tree;
        var edit = new SpanEdit(source.IndexOf(old, StringComparison.Ordinal), old.Length, System.Text.Encoding.UTF8.GetBytes(fresh));
        var text = ((ChangeFile)Patch.Change(RepoPath.Parse("a.py"), ContentHash.Of([]), edit).Files[0]).ApplyTo(before.Source.Span);
        var after = Workbench.Parser.Parse(text, Language.Python, SyntaxLimits.Default, CancellationToken.None);
        return AntiPatterns.Of(new ChangedFile(before, after, [edit]), new HashSet<string> { "17", "42" }).Select(a => a.Name);
    }
}
