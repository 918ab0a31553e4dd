using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

public sealed class LearningSpecs
{
    private const string First = """
        def window(rows, size):
            found = []
            for start in range(len(rows) - size):
                found.append(rows[start:start + size])
            return found

        """;

    private const string Sibling = """
        def runs(values, width):
            best = None
            for at in range(len(values) - width):
                span = values[at:at + width]
                if best is None or sum(span) > sum(best):
                    best = span
            return best

        """;

    [Fact]
    public async Task Repairing_a_sibling_bug_needs_fewer_candidates_than_cold()
    {
        using var one = Project(First, "window");
        var repaired = await one.SearchAsync(one.Jury(t => SearchedProject.When(t.Contains("range(len(rows) - size + 1)", StringComparison.Ordinal))));
        var accepted = repaired.Ranked[0].Candidate;
        var memory = new FakeExperience();
        await memory.KeepAsync(new Lesson(Records(repaired, accepted), FixOf(First, accepted, one.Failing[0])), CancellationToken.None);
        using var two = Project(Sibling, "runs");

        var cold = await TriedUntilFoundAsync(two, two.Brief());
        var learnt = await memory.RecallAsync(CancellationToken.None);
        var warm = await TriedUntilFoundAsync(two, two.Brief() with
        {
            Priors = OperatorPriors.ByLanguage(learnt.Operators), Remembered = learnt.Fixes,
        });

        warm.ShouldBeLessThan(cold);
        warm.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void An_operator_that_succeeds_more_often_than_others_weighs_more()
    {
        OperatorRecord[] records =
            [new("Python", "good", 50, 5, 5), new("Python", "bad", 2_000, 0, 0), new("Python", "usual", 500, 2, 1), new("Go", "bad", 10, 10, 10)];

        var weights = OperatorPriors.Weights(records, "Python");

        weights["good"].ShouldBeGreaterThan(weights["usual"]);
        weights["usual"].ShouldBeGreaterThan(weights["bad"]);
        weights.Values.ShouldAllBe(w => w >= 0.4 && w <= 4);
    }

    [Fact]
    public void Little_experience_changes_little_and_none_changes_nothing()
    {
        OperatorPriors.Weights([], "Python").ShouldBeEmpty();
        OperatorPriors.Weights([new("Python", "a", 40, 0, 0), new("Python", "b", 60, 0, 0)], "Python").ShouldBeEmpty();

        var weights = OperatorPriors.Weights([new("Python", "a", 3, 0, 0), new("Python", "b", 300, 2, 1)], "Python");

        weights["a"].ShouldBeInRange(0.9, 1.1);
    }

    [Fact]
    public void A_failure_resembles_one_of_its_kind_whatever_the_numbers()
    {
        var fix = new RememberedFix("Python", FixMemory.SignatureOf(Failure("IndexError", "list index 7 out of range")), "index-step", "subscript", "$1 [ 0 ]", "$1[-1]");

        FixMemory.Resembling([fix], [Failure("IndexError", "list index 12 out of range")])[0].Similarity.ShouldBe(1, 0.001);
        FixMemory.Resembling([fix], [Failure("ValueError", "bad date")]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("x = a[i]\n", "a[i]", "a[i + 1]", "$1[$2 + 1]")]
    [InlineData("def f(a):\n    return sorted(a)\n", "sorted(a)", "sorted(a, reverse=True)", "sorted($1, reverse=True)")]
    public void A_pattern_keeps_the_languages_words_and_forgets_the_files_names(string source, string old, string fresh, string after)
    {
        var unit = Workbench.Unit("i = a = 0\n" + source);
        var at = ("i = a = 0\n" + source).IndexOf(old, StringComparison.Ordinal);

        var pattern = FixPattern.Of(unit, [new SpanEdit(at, old.Length, System.Text.Encoding.UTF8.GetBytes(fresh))])!;

        pattern.After.ShouldBe(after);
    }

    private static async Task<long> TriedUntilFoundAsync(SearchedProject project, SearchBrief brief)
    {
        var (tried, found) = (0L, 0L);
        var jury = project.Jury(t =>
        {
            tried++;
            var good = t.Contains("range(len(values) - width + 1)", StringComparison.Ordinal);
            found = good && found == 0 ? tried : found;
            return SearchedProject.When(good);
        });
        await project.SearchAsync(jury, brief: brief);
        return found == 0 ? long.MaxValue : found;
    }

    private static SearchedProject Project(string source, string function) => new SearchedProject().With($"{function}.py", source, 3, 4, 5)
        .FailingWith("AssertionError", "assert [[1, 2]] == [[1, 2], [2, 3]]");

    private static IReadOnlyList<OperatorRecord> Records(BuildOutcome build, Candidate accepted) =>
        [.. build.Operators.Select(o => new OperatorRecord(o.Language, o.Operator, o.Tried, o.Plausible, o.Operator == accepted.Origin.Operator ? 1 : 0))];

    private static RememberedFix FixOf(string source, Candidate accepted, Ouroboros.Stages.Evidence.TestResult failing)
    {
        var pattern = FixPattern.Of(Workbench.Unit(source), ((ChangeFile)accepted.Patch.Files[0]).Edits)!;
        return new RememberedFix(nameof(Language.Python), FixMemory.SignatureOf(failing), accepted.Origin.Operator, pattern.NodeKind, pattern.Before, pattern.After);
    }

    private static Ouroboros.Stages.Evidence.TestResult Failure(string exception, string message) =>
        new(new TestName("t"), TestOutcome.Failed, TimeSpan.Zero, 0, new TestFailure(exception, message, [], ""));

    /// <summary>Remembers in memory.</summary>
    private sealed class FakeExperience : IExperience
    {
        private readonly List<OperatorRecord> operators = [];
        private readonly List<RememberedFix> fixes = [];

        public Task<Experience> RecallAsync(CancellationToken cancellationToken) => Task.FromResult(new Experience(operators, fixes));

        public Task KeepAsync(Lesson lesson, CancellationToken cancellationToken)
        {
            operators.AddRange(lesson.Operators);
            if (lesson.Fix is { } fix)
                fixes.Insert(0, fix);

            return Task.CompletedTask;
        }
    }
}
