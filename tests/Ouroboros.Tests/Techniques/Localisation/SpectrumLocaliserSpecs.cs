using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Localisation;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Localisation;

public sealed class SpectrumLocaliserSpecs
{
    [Theory]
    [InlineData(2, 0, 2, 1.0, double.PositiveInfinity, 1.0)]
    [InlineData(1, 3, 1, 0.5, 1 / 3.0, 0.25)]
    [InlineData(1, 0, 4, 0.5, 1 / 3.0, 1.0)]
    [InlineData(0, 5, 2, 0.0, 0.0, 0.0)]
    public void The_formulas_are_the_published_ones(int ef, int ep, int failing, double ochiai, double dstar, double barinel)
    {
        var line = new LineSpectrum(ef, ep, failing);

        line.Ochiai.ShouldBe(ochiai, 1e-9);
        line.DStar.ShouldBe(dstar);
        line.Barinel.ShouldBe(barinel, 1e-9);
    }

    [Fact]
    public void What_only_failing_tests_ran_comes_first()
    {
        var trace = Trace(
            ("t.py::bad", TestOutcome.Failed, "calc.py", [1, 2, 5]),
            ("t.py::good", TestOutcome.Passed, "calc.py", [1, 2, 3]),
            ("t.py::other", TestOutcome.Passed, "calc.py", [1]));

        var suspects = Localise(trace);

        suspects.Take(3).Select(s => s.Line).ShouldBe([5, 2, 1]);
        suspects[0].Why.ShouldBe("run by the failing test and by none that passes");
    }

    [Fact]
    public void The_innermost_line_of_the_stack_outweighs_its_neighbours()
    {
        var trace = Trace(("tests/test_a.py::bad", TestOutcome.Failed, "calc.py", [1, 2, 3]));
        var failure = new TestFailure("KeyError", "'x'", [new("tests/test_a.py", 9, "bad"), new("calc.py", 3, "f"), new("calc.py", 2, "g")], "");

        var suspects = SpectrumLocaliser.Localise(trace, [trace.Run.Results[0] with { Failure = failure }]);

        suspects.Select(s => s.Line).ShouldBe([2, 3, 1]);
        suspects[0].Why.ShouldEndWith("where KeyError arose");
        suspects[1].Why.ShouldEndWith("on the way to KeyError");
    }

    [Fact]
    public void Tests_and_their_fixtures_are_never_suspects()
    {
        var trace = Trace(
            ("tests/test_a.py::bad", TestOutcome.Failed, "tests/helpers.py", [1]), ("tests/test_a.py::bad", TestOutcome.Failed, "conftest.py", [1]));

        Localise(trace).ShouldBeEmpty();
    }

    [Fact]
    public void Lines_that_never_ran_beside_suspicious_ones_are_considered_last()
    {
        var trace = Trace(("t.py::bad", TestOutcome.Failed, "calc.py", [4, 6]), ("t.py::good", TestOutcome.Passed, "calc.py", [4]));

        var suspects = Localise(trace);

        suspects.Select(s => s.Line).ShouldBe([6, 4, 5]);
        suspects[2].Why.ShouldStartWith("never ran");
    }

    [Fact]
    public void Constants_that_ran_at_import_are_suspects_of_the_tests_that_use_the_file()
    {
        var trace = Trace((TestTrace.Importing.Value, TestOutcome.Passed, "calc.py", [1]), ("t.py::bad", TestOutcome.Failed, "calc.py", [7]));

        var suspects = Localise(trace);

        suspects.Select(s => s.Line).ShouldBe([7, 1]);
        suspects[1].Why.ShouldStartWith("runs when the file is imported");
    }

    [Fact]
    public void A_failing_import_points_at_the_frame_that_raised()
    {
        var trace = new TestTrace(
            new TestRun([new(new("test_a.py"), TestOutcome.Error, default, 0, new("SyntaxError", "bad", [new("test_a.py", 1, "<module>"), new("calc.py", 3, "<module>")], ""))], default, null),
            new Dictionary<TestName, IReadOnlyList<LineSet>>(), []);

        var only = Localise(trace).ShouldHaveSingleItem();

        (only.Path.Value, only.Line).ShouldBe(("calc.py", 3));
    }

    private static IReadOnlyList<Suspect> Localise(TestTrace trace) => SpectrumLocaliser.Localise(trace, [.. trace.Run.Red]);

    private static TestTrace Trace(params (string Test, TestOutcome Outcome, string File, int[] Lines)[] runs) => new(
        new TestRun(
            [.. runs.Where(r => r.Test != TestTrace.Importing.Value).Select(r => new Ouroboros.Stages.Evidence.TestResult(new(r.Test), r.Outcome, default, 0, null)).DistinctBy(r => r.Name)],
            default, null),
        runs.GroupBy(r => new TestName(r.Test)).ToDictionary(
            g => g.Key, IReadOnlyList<LineSet> (g) => [.. g.Select(r => new LineSet(RepoPath.Parse(r.File), r.Lines))]),
        []);
}
