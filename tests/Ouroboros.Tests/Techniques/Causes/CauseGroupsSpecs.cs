using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Causes;
using Ouroboros.Techniques.Localisation;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;
using Shouldly;
using TestResult = Ouroboros.Stages.Evidence.TestResult;

namespace Ouroboros.Tests.Techniques.Causes;

public sealed class CauseGroupsSpecs
{
    private static readonly RepoPath File = RepoPath.Parse("shop.py");

    [Fact]
    public void Tests_that_ran_different_suspicious_lines_have_different_causes() =>
        Groups(("a", [1, 2, 3]), ("b", [7, 8]), ("c", [1, 2])).ShouldBe(["a c", "b"]);

    [Fact]
    public void The_cases_of_one_test_stay_together_whatever_they_ran() =>
        Groups(("t.py::a[1]", [1]), ("t.py::a[x::y]", [5]), ("t.py::b", [9])).ShouldBe(["t.py::a[1] t.py::a[x::y]", "t.py::b"]);

    [Fact]
    public void One_line_that_all_ran_and_nothing_suspects_more_is_one_cause() =>
        Groups(("a", [1, 2, 9]), ("b", [5, 6, 9])).ShouldBe(["a b"]);

    [Fact]
    public void A_line_that_passing_tests_run_as_well_joins_nothing() =>
        GroupsBeside([[9], [9], [9], [9], [9], [9]], ("a", [1, 2, 9]), ("b", [5, 6, 9])).ShouldBe(["a", "b"]);

    [Fact]
    public void Tests_that_ran_nothing_are_kept_apart_from_those_that_did() =>
        Groups(("a", [1]), ("b", []), ("c", [])).ShouldBe(["b c", "a"]);

    [Fact]
    public void A_group_with_a_test_that_hangs_comes_last()
    {
        TestResult[] failing = [Red("a", TestOutcome.TimedOut), Red("b"), Red("c", TestOutcome.TimedOut)];
        var trace = Trace(failing, [], ("a", [1, 2]), ("c", [1, 2]), ("b", [7]));

        CauseGroups.Of(failing, trace, SpectrumLocaliser.Localise(trace, failing)).Select(Names).ShouldBe(["b", "a c"]);
    }

    [Fact]
    public void What_a_stepping_stone_turned_is_divided_from_the_rest()
    {
        var stone = new SteppingStone(
            Fakes.FakeStages.Candidate("x"), new Screening(new PatchHash("00"), ScreeningOutcome.StillFailing, null, [new TestName("b")], 0, TimeSpan.Zero));

        CauseDivision.Of([Red("a"), Red("b"), Red("c")], [stone]).Select(Names).ShouldBe(["b", "a c"]);
        CauseDivision.Of([Red("a"), Red("b"), Red("c")], []).Select(Names).ShouldBe(["a", "b", "c"]);
        CauseDivision.Of([.. "abcdef".Select(c => Red($"{c}"))], []).Select(Names).ShouldBe(["a b c", "d e f"]);
        CauseDivision.Of([Red("t.py::a[1]"), Red("t.py::a[2]")], []).Select(Names).ShouldBe(["t.py::a[1]", "t.py::a[2]"]);
        CauseDivision.Of([Red("a")], []).ShouldBeEmpty();
    }

    [Fact]
    public void Verdicts_of_the_whole_panel_hold_for_a_part_only_where_that_part_decided()
    {
        var panel = new HashSet<TestName> { new("a") };
        Screening[] whole =
        [
            Judged("1", ScreeningOutcome.StillFailing, "a"), Judged("2", ScreeningOutcome.StillFailing, "b"),
            Judged("3", ScreeningOutcome.BreaksPassing, "guard"), Judged("4", ScreeningOutcome.Broken, null), Judged("5", ScreeningOutcome.Crashed, null),
            Judged("6", ScreeningOutcome.OutOfFuel, "b"),
        ];

        var carried = CarriedVerdicts.For(panel, whole.ToDictionary(s => s.Patch)).ToList();

        carried.Select(s => s.Patch.Hex).ShouldBe(["1", "3", "4"]);
        carried.ShouldAllBe(s => s.Turned.All(panel.Contains));
    }

    private static Screening Judged(string patch, ScreeningOutcome outcome, string? decidedBy) => new(
        new PatchHash(patch), outcome, decidedBy is null ? null : new TestName(decidedBy), [new TestName("b")], 1, TimeSpan.Zero);

    private static IEnumerable<string> Groups(params (string Name, int[] Lines)[] failing) => GroupsBeside([], failing);

    private static IEnumerable<string> GroupsBeside(int[][] passing, params (string Name, int[] Lines)[] failing)
    {
        TestResult[] red = [.. failing.Select(f => Red(f.Name))];
        var trace = Trace(red, passing, failing);
        return CauseGroups.Of(red, trace, SpectrumLocaliser.Localise(trace, red)).Select(Names);
    }

    private static TestTrace Trace(TestResult[] red, int[][] passing, params (string Name, int[] Lines)[] coverage)
    {
        var green = passing.Select((lines, i) => (Name: $"passing {i}", Lines: lines)).ToArray();
        return new TestTrace(
            new TestRun([.. red, .. green.Select(g => new TestResult(new TestName(g.Name), TestOutcome.Passed, TimeSpan.Zero, 1, null))], TimeSpan.Zero, null),
            coverage.Concat(green).ToDictionary(c => new TestName(c.Name), c => (IReadOnlyList<LineSet>)[new LineSet(File, c.Lines)]), []);
    }

    private static TestResult Red(string name, TestOutcome outcome = TestOutcome.Failed) => new(new TestName(name), outcome, TimeSpan.Zero, 1, null);

    private static string Names(IReadOnlyList<TestResult> group) => string.Join(' ', group.Select(t => t.Name.Value));
}
