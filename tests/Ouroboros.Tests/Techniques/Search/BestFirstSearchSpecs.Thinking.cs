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

        public Task<IReadOnlyList<IReadOnlyList<Filling>>> FillAsync(IReadOnlyList<Hole> holes, TimeSpan patience, CancellationToken cancellationToken)
        {
            (Asked, Patience) = (Asked + 1, patience);
            var lines = Source.Split('\n');
            return Task.FromResult<IReadOnlyList<IReadOnlyList<Filling>>>(
                [.. holes.Select(h => h.Start.Line == h.End.Line && lines[h.Start.Line - 1][h.Start.Column..h.End.Column] == text ? fillings : [])]);
        }
    }
}
