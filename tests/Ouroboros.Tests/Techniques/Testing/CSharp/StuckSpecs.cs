using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.CSharp;

/// <summary>One test never lets go of what another needs.</summary>
public sealed class StuckBench : SharpBench
{
    protected override TestOptions Options => new() { Cores = 2, TestTimeout = TimeSpan.FromSeconds(3) };

    protected override string Written => """
        using Xunit;

        namespace Tally.Tests;

        public class CounterTests
        {
            private static readonly object Door = new();

            [Fact]
            public void A_holds_the_door()
            {
                lock (Door)
                    Thread.Sleep(Timeout.Infinite);
            }

            [Fact]
            public void B_goes_through_the_door()
            {
                lock (Door)
                    Assert.Equal(0, Counter.SumTo(0));
            }
        }
        """;
}

public sealed class StuckSpecs(StuckBench bench) : IClassFixture<StuckBench>
{
    [Fact]
    public void A_test_that_hangs_takes_no_other_with_it() =>
        bench.Trace.Run.Results.ToDictionary(r => r.Name.Value.Split('.')[^1], r => r.Outcome).ShouldBe(
            new Dictionary<string, TestOutcome> { ["A_holds_the_door"] = TestOutcome.TimedOut, ["B_goes_through_the_door"] = TestOutcome.Passed }, ignoreOrder: true);
}
