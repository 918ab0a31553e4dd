using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

public sealed partial class BestFirstSearchSpecs : IDisposable
{
    private const string Source = """
        def total(prices, limit):
            result = 0
            for price in prices:
                if price < limit:
                    result += price
            return result


        def largest(prices):
            best = prices[0]
            for price in prices:
                if price > best:
                    best = price
            return best

        """;

    private readonly SearchedProject project = new SearchedProject().With("shop.py", Source, 4, 5, 12).FailingWith("AssertionError", "assert 3 == 4");

    public void Dispose() => project.Dispose();

    [Fact]
    public async Task It_finds_the_edit_that_turns_the_tests_green()
    {
        var outcome = await project.SearchAsync(project.Jury(t => SearchedProject.When(t.Contains("price <= limit", StringComparison.Ordinal))));

        outcome.Ranked[0].Candidate.Origin.ShouldBe(
            new Origin("search", "compare-boundary", "line 4: `<` became `<=`", RepoPath.Parse("shop.py"), 4));
        outcome.Tried.ShouldBeLessThan(400);
        outcome.FirstPlausible.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(outcome.Duration + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_same_brief_leads_to_the_same_candidates_whatever_the_timing_and_the_seats()
    {
        var runs = new List<(List<Screening> Kept, BuildOutcome Outcome)>();
        foreach (var (delays, seats) in ((int, int)[])[(0, 1), (1, 2), (2, 7)])
        {
            var kept = new List<Screening>();
            var outcome = await project.SearchAsync(
                project.Jury(t => SearchedProject.When(t.Contains("result -= price", StringComparison.Ordinal)), delays, seats), kept: kept);
            runs.Add((kept, outcome));
        }

        foreach (var (kept, outcome) in runs.Skip(1))
        {
            kept.Select(s => s.Patch).ShouldBe(runs[0].Kept.Select(s => s.Patch));
            outcome.Ranked.Select(r => r.Candidate.Patch.Hash).ShouldBe(runs[0].Outcome.Ranked.Select(r => r.Candidate.Patch.Hash));
        }
    }

    [Fact]
    public async Task Two_edits_of_which_neither_mends_anything_are_joined_when_nothing_else_is_left()
    {
        using var small = new SearchedProject().With("top.py", "def top(a, b):\n    if a < b:\n        return a\n    return b\n", 2, 3).FailingWith("AssertionError", "assert 1 == 2");

        var outcome = await small.SearchAsync(
            small.Jury(t => SearchedProject.When(t.Contains("if a > b", StringComparison.Ordinal) && t.Contains("return b + 1", StringComparison.Ordinal))), candidates: 20_000);

        outcome.Ranked.ShouldNotBeEmpty();
        outcome.Ranked[0].Candidate.Origin.Operator.Split('+').Length.ShouldBe(2);
    }

    [Fact]
    public async Task Three_edits_of_which_each_mends_a_further_test_are_joined()
    {
        var parts = new[] { "price <= limit", "result = 1", "prices[1]" };
        int Mended(string text) => parts.Count(p => text.Contains(p, StringComparison.Ordinal));
        using var three = new SearchedProject().With("shop.py", Source, 2, 4, 10).FailingWith("AssertionError", "assert 3 == 4").FailingWith("AssertionError", "assert 1 == 2")
            .FailingWith("AssertionError", "assert 5 == 6");
        var jury = new FakeJury(three.Files, after => SearchedProject.When(Mended(after.Values.First()) == 3))
        {
            Turned = after => [.. three.Failing.Take(Mended(after.Values.First())).Select(f => f.Name)],
        };

        var outcome = await three.SearchAsync(jury, candidates: 20_000);

        outcome.Ranked.ShouldNotBeEmpty();
        outcome.Ranked[0].Candidate.Origin.Reason.Split("; ").Length.ShouldBe(3);
    }

    [Fact]
    public async Task No_candidate_is_tried_twice_and_none_leaves_the_program_as_it_was()
    {
        var kept = new List<Screening>();

        await project.SearchAsync(project.Jury(_ => ScreeningOutcome.StillFailing), candidates: 3_000, kept: kept);

        kept.Select(s => s.Patch).ShouldBeUnique();

        // What stood somewhere to see what it must yield counts once more when it is proposed as a repair, and is not run again.
        kept.Count.ShouldBeInRange(2_980, 3_000);
    }

    [Fact]
    public async Task Candidates_known_from_before_are_not_run_again_and_count_as_before()
    {
        var kept = new List<Screening>();
        var whole = await project.SearchAsync(project.Jury(_ => ScreeningOutcome.StillFailing), candidates: 400, kept: kept);

        var jury = project.Jury(_ => ScreeningOutcome.StillFailing);
        var fresh = new List<Screening>();
        var resumed = await project.SearchAsync(jury, candidates: 400, known: kept.Take(250).ToDictionary(s => s.Patch), kept: fresh);

        jury.Asked.ShouldBe(150);
        fresh.Select(s => s.Patch).ShouldBe(kept.Skip(250).Select(s => s.Patch));
        resumed.Tried.ShouldBe(whole.Tried);
        resumed.Fuel.ShouldBe(whole.Fuel);
    }

    [Fact]
    public async Task It_goes_on_for_a_while_after_a_success_and_then_stops()
    {
        var outcome = await project.SearchAsync(project.Jury(
            t => SearchedProject.When(t.Contains("<= limit", StringComparison.Ordinal) || t.Contains("< limit + 1", StringComparison.Ordinal))), candidates: 100_000);

        outcome.Exhausted.ShouldBeNull();
        outcome.Plausible.Count.ShouldBeGreaterThan(1);
        outcome.Tried.ShouldBeInRange(60, 600);
    }

    [Fact]
    public async Task Where_each_takes_long_it_looks_for_fewer_rivals()
    {
        static ScreeningOutcome Judge(string text) => SearchedProject.When(text.Contains("price <= limit", StringComparison.Ordinal));

        var quick = await project.SearchAsync(project.Jury(Judge), candidates: 2_000);
        var slow = await project.SearchAsync(project.Jury(Judge, fuel: 4_000_000), candidates: 2_000);

        slow.Ranked[0].Candidate.Patch.Hash.ShouldBe(quick.Ranked[0].Candidate.Patch.Hash);
        slow.Tried.ShouldBeLessThan(quick.Tried);
    }

    [Fact]
    public async Task A_budget_ends_it_with_what_it_has()
    {
        var outcome = await project.SearchAsync(project.Jury(_ => ScreeningOutcome.StillFailing), candidates: 40);

        outcome.Tried.ShouldBe(40);
        outcome.Exhausted.ShouldBe("the limit of 40 candidates");
        outcome.Outcomes[ScreeningOutcome.StillFailing].ShouldBe(40);
        outcome.Operators.Sum(o => o.Tried).ShouldBe(40);
        outcome.Ranked.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_the_seats_and_one_are_never_under_trial()
    {
        var jury = project.Jury(_ => ScreeningOutcome.StillFailing, delaySeed: 3, seats: 3);

        await project.SearchAsync(jury, candidates: 300);

        jury.MostAtOnce.ShouldBeInRange(1, 4);
    }

    [Fact]
    public async Task Whether_candidates_are_tried_together_or_one_by_one_makes_no_difference()
    {
        static ScreeningOutcome Judge(string text) => SearchedProject.When(text.Contains("price <= limit", StringComparison.Ordinal));
        var (one, two) = (project.Jury(Judge, delaySeed: 5), project.Jury(Judge, delaySeed: 6, together: 9));

        var (alone, together) = (await project.SearchAsync(one, candidates: 900), await project.SearchAsync(two, candidates: 900));

        alone.Plausible.ShouldNotBeEmpty();
        together.Ranked.Select(r => r.Candidate.Patch.Hash).ShouldBe(alone.Ranked.Select(r => r.Candidate.Patch.Hash));
        together.Outcomes.ShouldBe(alone.Outcomes, ignoreOrder: true);
        together.Tried.ShouldBe(alone.Tried);
        ((long)two.Asked).ShouldBeInRange(together.Tried / 4, together.Tried * 3 / 4, "most were tried together");
    }

    [Fact]
    public async Task Cancelling_keeps_what_was_judged()
    {
        using var stop = new CancellationTokenSource();
        var kept = new List<Screening>();
        var asked = 0;
        var jury = project.Jury(_ =>
        {
            // More than wait in the window, so that some were judged.
            if (Interlocked.Increment(ref asked) == 80)
                stop.Cancel();

            return ScreeningOutcome.StillFailing;
        });
        var search = new BestFirstSearch(Workbench.Parser, (batch, _) =>
        {
            kept.AddRange(batch);
            return Task.CompletedTask;
        });

        await Should.ThrowAsync<OperationCanceledException>(() => search.RunAsync(
            project.Brief(), jury, new Budget(new Limits(), TimeProvider.System), new Dictionary<PatchHash, Screening>(), null, stop.Token));

        kept.ShouldNotBeEmpty();
        kept.Count.ShouldBeLessThanOrEqualTo(jury.Asked);
    }

    [Fact]
    public async Task Two_halves_of_a_repair_are_put_together()
    {
        var (one, two) = (new TestName("a"), new TestName("b"));
        bool First(string t) => t.Contains("price <= limit", StringComparison.Ordinal);
        bool Second(string t) => t.Contains("price < best", StringComparison.Ordinal);
        var path = project.Files.Keys.Single();
        var jury = new FakeJury(project.Files, after => SearchedProject.When(First(after[path]) && Second(after[path])))
        {
            Turned = after => [.. new[] { First(after[path]) ? one : default, Second(after[path]) ? two : default }.Where(t => t.Value is not null)],
        };

        var outcome = await project.SearchAsync(jury, candidates: 20_000);

        outcome.Plausible.ShouldNotBeEmpty();
        outcome.Plausible[0].Origin.Reason.ShouldContain("; ");
        outcome.SteppingStones.Select(s => s.Screening.Turned.Single()).Distinct().ShouldBe([one, two], ignoreOrder: true);
    }

    [Fact]
    public async Task Tests_are_never_edited()
    {
        using var tests = new SearchedProject().With("tests/test_it.py", Source, 4).With("shop.py", "def f(a):\n    return a\n", 2).FailingWith("KeyError", "'x'");
        var jury = new FakeJury(tests.Files, after =>
        {
            after[RepoPath.Parse("tests/test_it.py")].ShouldBe(Source);
            return ScreeningOutcome.StillFailing;
        });

        await tests.SearchAsync(jury, candidates: 500);

        jury.Asked.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task A_file_that_changed_since_the_snapshot_is_left_alone()
    {
        var brief = project.Brief();
        File.AppendAllText(brief.Snapshot.Files.Keys.Single().Under(brief.Snapshot.Root), "# edited meanwhile\n");

        var outcome = await project.SearchAsync(project.Jury(_ => ScreeningOutcome.Plausible), brief: brief);

        outcome.Tried.ShouldBe(0);
    }

    [Fact]
    public async Task Every_line_of_a_small_suspect_function_gets_its_turn()
    {
        var lines = new HashSet<int>();
        var jury = project.Jury(t =>
        {
            var (before, after) = (Source.Split('\n'), t.Split('\n'));
            lines.Add(Enumerable.Range(0, Math.Min(before.Length, after.Length)).First(i => before[i] != after[i]) + 1);
            return ScreeningOutcome.StillFailing;
        });

        await project.SearchAsync(jury, candidates: 1_500);

        ((int[])[2, 3, 4, 5, 6, 10, 11, 12, 13, 14]).ShouldBeSubsetOf(lines);
    }
}
