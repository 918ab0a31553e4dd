using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Survival;

public sealed class ConcurrencySpecs
{
    [Fact]
    public void A_file_edited_while_the_search_runs_keeps_the_edit()
    {
        using var workshop = Orders.InWorkshop(new Orders { Tests = Slowly(new Orders().Tests) });
        var note = "\n# my own note\n";

        var running = workshop.Start("repair", ".", "--auto-apply");
        // Once the run has a folder of its own it has begun; the suite takes longer than the edit.
        while (!Directory.Exists(workshop.At(".ouroboros")) && !running.HasExited)
            Thread.Sleep(20);
        Thread.Sleep(300);
        File.AppendAllText(workshop.At("prices.py"), note);
        var outcome = running.Finish();

        workshop["prices.py"].ShouldEndWith(note);
        if (outcome.ShouldEndWith(0, 1).ExitCode == 1)
            outcome.ShouldMention("prices.py", "changed");
    }

    [Fact]
    public void Two_repairs_at_once_do_not_corrupt_anything()
    {
        using var workshop = Workshop.WithSample("billing");
        var before = workshop.Photograph();

        var first = workshop.Start("repair", ".", "--auto-apply");
        var second = workshop.Start("repair", ".", "--auto-apply");
        Outcome[] outcomes = [first.Finish(), second.Finish()];

        outcomes.ShouldContain(o => o.ExitCode == 0, outcomes[0].Everything + outcomes[1].Everything);
        foreach (var outcome in outcomes)
            outcome.ShouldEndWith(0, 1);
        workshop.TestsShouldPass();
        workshop.Ouro("list-runs", "--json").ShouldEndWith(0);
        while (workshop.Ouro("undo").ExitCode == 0)
            workshop.Photograph().ShouldNotBeEmpty();
        workshop.Photograph().ShouldBe(before);
    }

    // Long enough for the edit to fall into the search.
    private static string Slowly(string tests) =>
        tests.Replace("def test_shipping_is_added():\n", "def test_shipping_is_added():\n    import time; time.sleep(0.25)\n", StringComparison.Ordinal);
}
