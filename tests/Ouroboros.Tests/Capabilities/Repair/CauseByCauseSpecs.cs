using System.Text;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Localisation;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Testing;
using Ouroboros.Tests.Fakes;
using Ouroboros.Tests.Techniques.Search;
using Ouroboros.Workspaces;
using Shouldly;
using TestResult = Ouroboros.Stages.Evidence.TestResult;

namespace Ouroboros.Tests.Capabilities.Repair;

public sealed class CauseByCauseSpecs : IDisposable
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
                if price < best:
                    best = price
            return best

        """;

    private static readonly Func<string, bool> Never = _ => false;
    private static readonly Func<string, bool> TotalMended = t => t.Contains("price <= limit", StringComparison.Ordinal);
    private static readonly Func<string, bool> LargestMended = t => t.Contains("price > best", StringComparison.Ordinal);
    private static readonly int[] OfTotal = [2, 3, 4, 5, 6], OfLargest = [10, 11, 12, 13, 14];

    private readonly SearchedProject project = new SearchedProject().With("shop.py", Source);
    private readonly MemoryMemo memo = new();
    private readonly Dictionary<string, Func<string, bool>> tests = [];
    private readonly Dictionary<string, int[]> coverage = [];
    private JudgedBed? bed;
    private string? waiting;

    public void Dispose() => project.Dispose();

    [Fact]
    public async Task Two_causes_are_mended_apart_and_joined_into_one_patch()
    {
        With("t.py::test_total", TotalMended, OfTotal).With("t.py::test_largest", LargestMended, OfLargest);

        var outcome = await SearchAsync();

        var joint = outcome.Ranked[0].Candidate;
        joint.Parts.Count.ShouldBe(2);
        joint.Mends!.Select(m => m.Value).ShouldBe(["t.py::test_total", "t.py::test_largest"], ignoreOrder: true);
        (TotalMended(After(joint)) && LargestMended(After(joint))).ShouldBeTrue();
        outcome.Causes.Count.ShouldBe(2);
        outcome.Causes.ShouldAllBe(c => c.Unmended == null);
    }

    [Fact]
    public async Task A_test_that_cannot_be_mended_holds_up_no_other()
    {
        With("t.py::test_hopeless", Never, [3, 11]).With("t.py::test_total", TotalMended, OfTotal).With("t.py::test_largest", LargestMended, OfLargest);

        var outcome = await SearchAsync();

        outcome.Ranked[0].Candidate.Mends!.Select(m => m.Value).ShouldBe(["t.py::test_total", "t.py::test_largest"], ignoreOrder: true);
        var lost = outcome.Causes.Single(c => c.Unmended is not null);
        lost.Tests.Single().Value.ShouldBe("t.py::test_hopeless");
        lost.Unmended!.ShouldContain("candidates");
    }

    [Fact]
    public async Task Where_no_patch_mends_all_cases_of_a_test_those_that_can_be_are()
    {
        With("t.py::test_total[1]", TotalMended, OfTotal).With("t.py::test_total[2]", Never, OfTotal).With("t.py::test_total[3]", TotalMended, OfTotal);

        var outcome = await SearchAsync();

        outcome.Ranked[0].Candidate.Mends!.Select(m => m.Value).ShouldBe(["t.py::test_total[1]", "t.py::test_total[3]"], ignoreOrder: true);
        outcome.Causes.Single(c => c.Unmended is not null).Tests.Single().Value.ShouldBe("t.py::test_total[2]");
        bed!.Panels[0].Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_patch_that_mends_what_looked_like_two_causes_is_the_whole_repair()
    {
        With("t.py::test_total", TotalMended, OfTotal).With("t.py::test_far", TotalMended, OfLargest);

        var outcome = await SearchAsync();

        outcome.Causes.ShouldBeEmpty();
        outcome.Ranked[0].Candidate.Mends.ShouldBeNull();
        TotalMended(After(outcome.Ranked[0].Candidate)).ShouldBeTrue();
    }

    [Fact]
    public async Task One_cause_is_searched_once_as_a_whole()
    {
        With("t.py::test_total", TotalMended, OfTotal).With("t.py::test_total_again", TotalMended, OfTotal);

        var outcome = await SearchAsync();

        bed!.Panels.Count.ShouldBe(1);
        outcome.Causes.ShouldBeEmpty();
        outcome.Ranked[0].Candidate.Parts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_test_that_ran_nothing_of_the_project_is_told_so_at_once()
    {
        With("t.py::test_total", TotalMended, OfTotal).With("t.py::test_wrong_itself", Never, []);

        var outcome = await SearchAsync();

        outcome.Causes.Single(c => c.Unmended is not null).Unmended.ShouldBe("it ran no line of the project outside its tests that could be edited");
        outcome.Ranked[0].Candidate.Mends!.Single().Value.ShouldBe("t.py::test_total");
    }

    [Fact]
    public async Task A_test_that_waits_is_asked_of_one_patch_of_another_cause_only()
    {
        With("t.py::test_total", TotalMended, OfTotal).With("t.py::test_waits", Never, OfLargest);
        waiting = "t.py::test_waits";

        var outcome = await SearchAsync();

        outcome.Ranked[0].Candidate.Mends!.Single().Value.ShouldBe("t.py::test_total");
        bed!.Panels.Zip(bed.Asked).Where(p => p.First.Length == 2).Sum(p => p.Second).ShouldBe(1);
    }

    [Fact]
    public async Task What_became_of_the_causes_is_told_at_the_end_and_not_on_the_way()
    {
        With("t.py::test_hopeless", Never, [3, 11]).With("t.py::test_total", TotalMended, OfTotal);
        var recorded = new List<CauseSearched>();

        var outcome = await SearchAsync(recorded: recorded);

        var told = new SearchChronicle(new SnapshotReader(new MemoryContents())).Fact(outcome with { Ranked = [] }, project.Brief().Snapshot).Causes;
        told.Select(c => (string.Join(", ", c.Tests), c.Unmended is null)).ShouldBe([("t.py::test_total", true), ("t.py::test_hopeless", false)]);
        recorded.Count.ShouldBeGreaterThanOrEqualTo(told.Count);
    }

    [Fact]
    public async Task The_limits_hold_for_all_causes_together()
    {
        With("t.py::test_one", Never, OfTotal).With("t.py::test_two", Never, OfLargest);

        var outcome = await SearchAsync(new Limits { Candidates = 300 });

        outcome.Tried.ShouldBe(300);
        outcome.Exhausted.ShouldBe("the limit of 300 candidates");
        outcome.Ranked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_resumed_search_asks_nothing_again_and_a_replay_from_the_record_decides_the_same()
    {
        With("t.py::test_hopeless", Never, [3, 11]).With("t.py::test_total", TotalMended, OfTotal).With("t.py::test_largest", LargestMended, OfLargest);
        var recorded = new List<CauseSearched>();
        var first = await SearchAsync(recorded: recorded);
        var asked = memo.Remembered;

        var resumed = await SearchAsync();
        var replayed = await SearchAsync(new Limits { Searches = [.. recorded.OrderBy(c => c.Number).Select(c => c.Tried), 0] }, knows: new MemoryMemo());

        memo.Remembered.ShouldBe(asked);
        foreach (var again in new[] { resumed, replayed })
        {
            again.Ranked.Select(r => r.Candidate.Patch.Hash).ShouldBe(first.Ranked.Select(r => r.Candidate.Patch.Hash));
            again.Tried.ShouldBe(first.Tried);
        }
    }

    private CauseByCauseSpecs With(string name, Func<string, bool> passes, int[] lines)
    {
        tests[name] = passes;
        coverage[name] = lines;
        return this;
    }

    private async Task<BuildOutcome> SearchAsync(Limits? limits = null, List<CauseSearched>? recorded = null, MemoryMemo? knows = null)
    {
        var (path, source) = project.Files.Single();
        TestResult[] failing = [.. tests.Keys.Select(n => new TestResult(
            new TestName(n), n == waiting ? TestOutcome.TimedOut : TestOutcome.Failed, TimeSpan.Zero, 1, new TestFailure("AssertionError", "assert 3 == 4", [], "")))];
        var trace = new TestTrace(
            new TestRun(failing, TimeSpan.Zero, null),
            coverage.ToDictionary(c => new TestName(c.Key), c => (IReadOnlyList<LineSet>)(c.Value.Length == 0 ? [] : [new LineSet(path, c.Value)])), []);
        bed = new JudgedBed(path, source, tests);
        var journal = new MemoryJournal(TimeProvider.System, new Random(1));
        var run = await journal.BeginAsync(new RunRequest("repair", "", "/", 1, "", limits ?? new Limits()), CancellationToken.None);
        var goal = new RepairGoal("/", new RepairOptions { Seats = 2 }) { Run = run.Id, Seed = 1, Limits = limits ?? new Limits() };
        var plan = new RepairPlan(goal, project.Brief().Snapshot)
        {
            Bed = bed, Failing = failing, Trace = trace, Suspects = SpectrumLocaliser.Localise(trace, failing), Baseline = new TestRun(failing, TimeSpan.Zero, null),
        };
        var search = new RepairSearch(plan, Experience.None, Workbench.Parser, knows ?? memo, null);
        var chronicle = new SearchChronicle(new SnapshotReader(new MemoryContents()));
        var outcome = await new CauseByCause(plan, search, chronicle, new RunLog(run.Id, journal, []), new Budget(goal.Limits, TimeProvider.System))
            .RunAsync(CancellationToken.None);
        foreach (var happened in await journal.ReadAsync(run.Id, CancellationToken.None))
        {
            if (happened.Is(BuildEvents.CauseSearched, out var cause))
                recorded?.Add(cause);
        }

        return outcome;
    }

    private string After(Candidate candidate) => Encoding.UTF8.GetString(((ChangeFile)candidate.Patch.Files.Single()).ApplyTo(project.Files.Single().Value));
}
