using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;
using Shouldly;
using TestResult = Ouroboros.Stages.Evidence.TestResult;

namespace Ouroboros.Tests.Techniques.Testing.Python;

public sealed class TrialLimitsSpecs
{
    [Fact]
    public void A_failing_test_may_burn_ten_times_its_files_and_twice_anybodys_most()
    {
        var limits = Of([Result("a.py::red", TestOutcome.Failed, 7), Result("a.py::green", TestOutcome.Passed, 50_000), Result("b.py::heavy", TestOutcome.Passed, 400_000)]);

        limits.FuelFor["a.py::red"].ShouldBe(800_000);
        Of([Result("a.py::red", TestOutcome.Failed, 7), Result("a.py::green", TestOutcome.Passed, 90_000), Result("b.py::heavy", TestOutcome.Passed, 400_000)])
            .FuelFor["a.py::red"].ShouldBe(900_000);
    }

    [Fact]
    public void Its_processor_time_is_bounded_by_the_longest_test_and_that_of_all_by_their_sum()
    {
        var limits = Of(
        [
            Result("a.py::one", TestOutcome.Failed, 1, 1), Result("a.py::two", TestOutcome.Failed, 1, 2), Result("a.py::endless", TestOutcome.TimedOut, 1, 60), Result("a.py::green", TestOutcome.Passed, 1, 0.5),
        ]);

        limits.TestWork.ShouldBe(0.5 + (4 * 2));
        limits.Works[0].ShouldBe(0.5 + (4 * (0.5 + 3)));
    }

    private static TestResult Result(string name, TestOutcome outcome, long fuel, double seconds = 0) => new(new TestName(name), outcome, TimeSpan.FromSeconds(seconds), fuel, null);

    private static TrialLimits Of(TestResult[] results) => TrialLimits.Of(new TrialBrief(
        null!, [.. results.Where(r => r.IsRed).Select(r => r.Name)], [.. results.Where(r => !r.IsRed).Select(r => r.Name)],
        new TestTrace(new TestRun(results, TimeSpan.Zero, null), new Dictionary<TestName, IReadOnlyList<LineSet>>(), []), 1));
}
