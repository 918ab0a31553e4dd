using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Localisation;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.Python;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

public sealed class PythonTraceSpecs
{
    private const string Shop =
        """
        RATE = 7

        class Order:
            def __init__(self, prices):
                self.prices = prices

            def total(self, extra):
                found = 0
                for price in self.prices:
                    found += price
                return found - extra


        def empty(order):
            return not order.prices
        """;

    [Theory]
    [InlineData("from shop import Order, empty\ndef test_total(): assert Order([1, 2]).total(4) == 7\ndef test_empty(): assert empty(Order([]))\n", "test_shop.py::test_total")]
    [InlineData("import unittest\nfrom shop import Order, empty\nclass T(unittest.TestCase):\n  def test_total(self): self.assertEqual(Order([1, 2]).total(4), 7)\n  def test_empty(self): assert empty(Order([]))\n", "test_shop.py::T::test_total")]
    public async Task The_tracer_sees_lines_values_and_fuel_and_leads_to_the_fault(string tests, string failing)
    {
        await using var bench = await PythonBench.OpenAsync(("shop.py", Shop), ("test_shop.py", tests));
        var baseline = await bench.RunAsync();

        var trace = await bench.Bed.TraceAsync(null, CancellationToken.None);

        trace.Run.Problem.ShouldBeNull();
        var lines = trace.Coverage[new TestName(failing)].Single(l => l.Path.Value == "shop.py").Lines;
        lines.ShouldBe([5, 8, 9, 10, 11]);
        trace.Coverage[TestTrace.Importing].Single(l => l.Path.Value == "shop.py").Lines.ShouldContain(1);

        // Three functions are entered (the test, the constructor, the method) and the loop turns twice.
        trace.Run.Results.Single(r => r.Name.Value == failing).Fuel.ShouldBe(5);
        var extra = trace.Observations.Single(o => o is { Function: "total", Name: "extra" });
        (extra.Type, extra.FunctionLine, extra.Samples[0]).ShouldBe(("int", 7, "4"));
        trace.Observations.ShouldContain(o => o.Name == "self" && o.Type == "Order" && o.Attributes.Contains("prices"));
        trace.Observations.ShouldContain(o => o.Function == "<module>" && o.Name == "RATE" && o.Samples.Contains("7"));
        SpectrumLocaliser.Localise(trace, [.. baseline.Red]).Take(4).Select(s => s.Line).ShouldContain(11);
    }

    [Fact]
    public async Task An_endless_test_is_stopped_by_its_fuel_and_tells_where_it_turned()
    {
        await using var bench = await PythonBench.OpenAsync(
            new PythonOptions { Cores = 1, TestTimeout = TimeSpan.FromSeconds(1) },
            ("lib.py", "def spin():\n    n = 0\n    while True:\n        try:\n            n += 1\n        except:\n            pass\n"),
            ("test_a.py", "from lib import spin\ndef test_a(): spin()\ndef test_b(): pass\n"));
        var baseline = await bench.RunAsync();

        var trace = await bench.Bed.TraceAsync(null, CancellationToken.None);

        baseline.Results[0].Outcome.ShouldBe(TestOutcome.TimedOut);
        trace.Run.Results.Select(r => r.Outcome).ShouldBe([TestOutcome.TimedOut, TestOutcome.Passed]);
        trace.Run.Results[0].Failure!.Exception.ShouldBe("OutOfFuel");
        trace.Coverage[new TestName("test_a.py::test_a")].ShouldContain(l => l.Path.Value == "lib.py");
        SpectrumLocaliser.Localise(trace, [.. baseline.Red])[0].Path.Value.ShouldBe("lib.py");
    }
}
