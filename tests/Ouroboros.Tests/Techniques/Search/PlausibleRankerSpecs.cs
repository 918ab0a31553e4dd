using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Ranking;
using Ouroboros.Techniques.Syntax;
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

        var ranked = Rank(two, two.ToDictionary(c => c.Patch.Hash, _ => "same"));

        ranked.Ranked.Select(r => r.Cluster).ShouldBe([0, 0]);
    }

    [Fact]
    public void What_toils_sinks_below_what_gets_there_directly()
    {
        Candidate[] two = [Candidate(">", ">="), Candidate("a > n", "a > n - 1")];
        var effort = new Dictionary<PatchHash, long> { [two[0].Patch.Hash] = 80_000, [two[1].Patch.Hash] = 1_000 };

        var ranked = new PlausibleRanker(Workbench.Parser) { Effort = effort }
            .Rank(project.Brief(), two, new Dictionary<PatchHash, string>(), CancellationToken.None);

        ranked.Ranked[0].Candidate.ShouldBe(two[1]);
        ranked.Ranked[1].Reasons.ShouldContain("speaks against it: it works 80.0 times as hard as another patch");
    }

    private RankedPatches Rank(params Candidate[] candidates) => Rank(candidates, new Dictionary<PatchHash, string>());

    private RankedPatches Rank(Candidate[] candidates, Dictionary<PatchHash, string> behaviours) =>
        new PlausibleRanker(Workbench.Parser).Rank(project.Brief(), candidates, behaviours, CancellationToken.None);

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
