using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Testing;
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

    [Fact]
    public async Task Expressions_are_thought_of_by_what_the_tests_show()
    {
        var source = File.ReadAllText(Path.Join(bench.Workspace.Root, "src/Tally/Counter.cs"));

        var filled = await bench.Thinker.FillAsync([SharpBench.HoleAt("src/Tally/Counter.cs", source, "i < last", HoleKind.Condition)], TimeSpan.FromMinutes(1), CancellationToken.None);

        filled[0].SelectMany(f => f.Alike).Select(t => t.Text).ShouldContain("i <= last");
    }
}

public sealed class NunitBedSpecs(NunitBench bench) : FlavourSpecs(bench), IClassFixture<NunitBench>;

public sealed class MstestBedSpecs(MstestBench bench) : FlavourSpecs(bench), IClassFixture<MstestBench>;

public sealed class Xunit3BedSpecs(Xunit3Bench bench) : FlavourSpecs(bench), IClassFixture<Xunit3Bench>;
