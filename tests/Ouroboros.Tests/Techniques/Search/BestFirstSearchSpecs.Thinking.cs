using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Testing;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

/// <summary>When the running program is asked, and what becomes of what it thinks of.</summary>
public sealed partial class BestFirstSearchSpecs
{
    [Fact]
    public async Task Where_the_tables_have_nothing_the_running_program_is_asked_once_and_what_looks_alike_there_is_weighed_too()
    {
        var thinker = new FixedThinker("price < limit", new Filling(1, [new Thought("price < (limit + 17)", 3, false), new Thought("limit + 17 > price", 4, false)]));
        var kept = new List<Screening>();

        var outcome = await project.SearchAsync(
            project.Jury(t => SearchedProject.When(t.Contains("limit + 17", StringComparison.Ordinal))), candidates: 3_000, kept: kept, thinker: thinker);

        thinker.Asked.ShouldBe(1);
        outcome.Ranked.Select(r => r.Candidate.Origin.Operator).ShouldBe(["synthesis", "synthesis"]);
        kept.TakeWhile(s => s.Outcome != ScreeningOutcome.Plausible).Count().ShouldBeInRange(400, 700);
    }

    [Fact]
    public async Task What_a_place_must_yield_is_found_out_first_and_is_no_repair_by_itself()
    {
        const string right = "price < limit * 3 - 17";
        Thought[] Alike(string text) => [new Thought(text, 3, false)];
        var others = Enumerable.Range(0, 20).Select(i => new Filling(1, Alike($"price < limit * 4 - {i}")));
        var thinker = new FixedThinker("price < limit", [.. others, new Filling(1, Alike(right)) { Granted = true }]);
        var kept = new List<Screening>();
        ScreeningOutcome Judge(string text) => SearchedProject.When(text.Contains(right, StringComparison.Ordinal));
        var jury = new FakeJury(project.Files, after => Judge(after.Values.First()))
        {
            Turned = after => after.Values.First().Contains("if True:\n            result", StringComparison.Ordinal) ? [project.Failing[0].Name] : [],
        };

        var outcome = await project.SearchAsync(jury, candidates: 3_000, kept: kept, thinker: thinker);

        thinker.First.ShouldNotBeNull().Wish.ShouldBe("True");
        outcome.Clues.ShouldBe([new Clue("shop.py", 4, "price < limit", "True", 1, false)]);
        var found = kept.FindIndex(s => s.Outcome == ScreeningOutcome.Plausible);
        found.ShouldBeInRange(400, 520);
        outcome.Ranked.Select(r => r.Candidate.Origin.Operator).ShouldBe(["synthesis"]);
    }

    [Fact]
    public async Task An_answer_that_was_only_put_there_to_see_is_never_offered()
    {
        using var tested = project.With("tests/test_it.py", "def test_0():\n    assert total([60, 17], 99) == 77\n");
        var asked = 0;

        var outcome = await tested.SearchAsync(tested.Jury(t => SearchedProject.When(t.Contains("return 77", StringComparison.Ordinal) && ++asked > 0)), candidates: 1_000);

        asked.ShouldBeGreaterThan(0);
        outcome.Plausible.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_literal_of_the_tests_is_offered_where_a_function_answers_with_its_like()
    {
        const string words = "def word(kind):\n    if kind == int:\n        return 'integer'\n    if kind == float:\n        return kind\n    if kind == bool:\n        return 'boolean'\n    return 'text'\n";
        using var named = new SearchedProject().With("words.py", words, 5).With("tests/test_it.py", "def test_0():\n    assert word(float) == 'number'\n").FailingWith("AssertionError", "float is not number");

        var outcome = await named.SearchAsync(named.Jury(t => SearchedProject.When(t.Contains("return 'number'", StringComparison.Ordinal))), candidates: 3_000);

        outcome.Ranked.ShouldHaveSingleItem().Candidate.Origin.Operator.ShouldBe("literal-supply");
    }

    [Fact]
    public async Task What_cannot_be_one_expression_is_not_tried()
    {
        var thinker = new FixedThinker("price < limit", new Filling(1, [new Thought("limit + 17\n    import os", 1, true)]), new Filling(1, [new Thought("limit + 17; x", 1, true)]));
        var kept = new List<Screening>();

        await project.SearchAsync(project.Jury(t => SearchedProject.When(t.Contains("limit + 17", StringComparison.Ordinal))), candidates: 600, kept: kept, thinker: thinker);

        kept.ShouldAllBe(s => s.Outcome == ScreeningOutcome.StillFailing);
    }

    [Fact]
    public async Task Thinking_gets_a_quarter_of_the_time_that_is_left_and_never_more_than_a_minute()
    {
        var (hurried, free) = (new FixedThinker("price < limit"), new FixedThinker("price < limit"));

        await project.SearchAsync(project.Jury(_ => ScreeningOutcome.StillFailing), candidates: 600, thinker: hurried, wall: TimeSpan.FromSeconds(100));
        await project.SearchAsync(project.Jury(_ => ScreeningOutcome.StillFailing), candidates: 600, thinker: free);

        hurried.Patience.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(25));
        free.Patience.ShouldBe(TimeSpan.FromMinutes(1));
    }

    /// <summary>Has thoughts for one expression of the program, known by its text.</summary>
    private sealed class FixedThinker(string text, params Filling[] fillings) : IThinker
    {
        public int Asked { get; private set; }

        public TimeSpan Patience { get; private set; }

        /// <summary>The hole that it was asked of before all others.</summary>
        public Hole? First { get; private set; }

        public Task<IReadOnlyList<IReadOnlyList<Filling>>> FillAsync(IReadOnlyList<Hole> holes, TimeSpan patience, CancellationToken cancellationToken)
        {
            (Asked, Patience) = (Asked + 1, patience);
            First ??= holes[0];
            var lines = Source.Split('\n');
            return Task.FromResult<IReadOnlyList<IReadOnlyList<Filling>>>(
                [.. holes.Select(h => h.Start.Line == h.End.Line && lines[h.Start.Line - 1][h.Start.Column..h.End.Column] == text ? fillings : [])]);
        }
    }
}
