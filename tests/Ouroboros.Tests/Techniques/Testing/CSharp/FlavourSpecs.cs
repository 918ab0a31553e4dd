using Ouroboros.Stages.Build;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.CSharp;

/// <summary>What must hold whatever framework the tests are written for.</summary>
public abstract class FlavourSpecs(SharpBench bench)
{
    [Fact]
    public void The_host_says_of_each_test_what_the_command_says()
    {
        bench.Baseline.Problem.ShouldBeNull();
        bench.Baseline.Red.Count().ShouldBe(2);

        bench.Trace.Run.Results.ToDictionary(r => r.Name, r => r.Outcome).ShouldBe(bench.Baseline.Results.ToDictionary(r => r.Name, r => r.Outcome), ignoreOrder: true);
    }

    [Fact]
    public async Task Candidates_are_judged_in_process()
    {
        var right = await bench.TryAsync("i < last", "i <= last");
        var wrong = await bench.TryAsync("return sum;", "return sum + last;");

        (right.Outcome, wrong.Outcome).ShouldBe((ScreeningOutcome.Plausible, ScreeningOutcome.BreaksPassing));
        right.Fuel.ShouldBeGreaterThan(0, "the test command counts none");
        wrong.Fuel.ShouldBeGreaterThan(0);
    }
}

public sealed class NunitBedSpecs(NunitBench bench) : FlavourSpecs(bench), IClassFixture<NunitBench>;

public sealed class MstestBedSpecs(MstestBench bench) : FlavourSpecs(bench), IClassFixture<MstestBench>;

public sealed class Xunit3BedSpecs(Xunit3Bench bench) : FlavourSpecs(bench), IClassFixture<Xunit3Bench>;
