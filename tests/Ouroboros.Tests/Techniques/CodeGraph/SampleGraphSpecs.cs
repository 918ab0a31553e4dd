using Ouroboros.Techniques.CodeGraph;
using Shouldly;

namespace Ouroboros.Tests.Techniques.CodeGraph;

/// <summary>Graphs of the samples, against what their code says to whoever reads it.</summary>
public sealed class SampleGraphSpecs
{
    [Fact]
    public void The_billing_sample_has_the_callers_that_its_code_shows()
    {
        var billing = CodeProject.OfSample("billing");

        billing.Callers("percent_of").Where(c => !c.StartsWith("test", StringComparison.Ordinal)).ShouldBe(["Voucher.value_for", "Line.discount", "TaxTable.tax_on"]);
        billing.Callees("Invoice.total").ShouldBe(["Invoice.subtotal", "Invoice.voucher_value", "Invoice.tax"]);
        billing.Callees("Invoice.add").ShouldBe(["TierTable.percent_for", "Line"], ignoreOrder: true);
    }

    [Fact]
    public void The_digest_sample_has_the_callers_that_its_code_shows()
    {
        var digest = CodeProject.OfSample("digest");

        digest.Callees("report").ShouldBe(["fixed", "Station.mean", "collect", "gaps"], ignoreOrder: true);
        digest.Callers("hourOf").Where(c => c.Length > 0).ShouldContain("byHour");
        digest.Callees("collect").ShouldBe(["Station", "Station.constructor", "Station.add"], ignoreOrder: true);
        digest.Graph.TestsReaching(digest.The("movingAverage")).Select(t => t.Symbol.Name).ShouldContain("a trend compares the first mean with the last");
    }

    [Fact]
    public void The_lending_sample_has_the_callers_that_its_code_shows()
    {
        var lending = CodeProject.OfSample("lending");

        lending.Callees("Desk.TakeBack").ShouldContain("Fines.For");
        lending.Callees("Fines.For").ShouldContain("Loan.DaysLate");
        lending.Callers("Desk.InStock").ShouldContain("Desk.Lend");
        lending.Graph.TestsReaching(lending.The("Fines.For")).Select(t => t.Symbol.Path.Name).ShouldContain("FinesTests.cs");
    }

    [Fact]
    public void A_failing_test_is_reached_from_what_it_calls_through()
    {
        var billing = CodeProject.OfSample("billing");

        var tests = billing.Graph.TestsReaching(billing.The("TierTable.percent_for"));

        tests.ShouldAllBe(t => SymbolGraph.IsTest(t.Symbol));
        tests.Select(t => t.Symbol.Name).ShouldContain("test_a_box_of_a_hundred_gets_the_bulk_price");
    }
}
