using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.CodeGraph;
using Ouroboros.Techniques.Context;
using Ouroboros.Tests.Techniques.CodeGraph;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Context;

public sealed class ContextRankingSpecs
{
    private static readonly CodeProject Billing = CodeProject.OfSample("billing");

    [Fact]
    public void What_stands_in_the_stack_and_what_it_calls_come_before_what_has_nothing_to_do_with_it()
    {
        var failure = new TestFailure("AssertionError", "assert 1862 == 1700", [new CodeFrame("tests/test_invoice.py", 20, "test_lines"), new CodeFrame("billing/tax.py", 20, "tax_on")], "");

        var order = Order(new ContextFocus { Failures = [failure] });

        order[0].ShouldBe("TaxTable.tax_on");
        order.IndexOf("percent_of").ShouldBeLessThan(order.IndexOf("Ledger.overdue"));
        order.IndexOf("TaxTable.rate_for").ShouldBeLessThan(order.IndexOf("Catalog.cheapest"));
    }

    [Fact]
    public void A_suspect_line_leads_to_its_function() =>
        Order(new ContextFocus { Suspects = [new Suspect(RepoPath.Parse("billing/discounts.py"), 23, 0.9, "")] })[0].ShouldBe("TierTable.percent_for");

    [Fact]
    public void The_words_of_a_goal_lead_to_names_that_are_made_of_them()
    {
        var order = Order(new ContextFocus { Goal = "Show the cheapest products first in the catalog" });

        order.Take(3).ShouldContain("Catalog.cheapest");
    }

    [Fact]
    public void Without_a_focus_what_is_used_most_comes_first()
    {
        var order = Order(new ContextFocus());

        order.IndexOf("percent_of").ShouldBeLessThan(order.IndexOf("split"));
        Ranked(new ContextFocus()).ShouldBeUnique();
    }

    private static List<string> Order(ContextFocus focus) =>
        [.. Ranked(focus).Select(s => s.Definition.QualifiedName)];

    private static IEnumerable<Symbol> Ranked(ContextFocus focus) => ContextRanking.Rank(Billing.Graph, focus, CancellationToken.None).Select(r => r.Symbol);
}
