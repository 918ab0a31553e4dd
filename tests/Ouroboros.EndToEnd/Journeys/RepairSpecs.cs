using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Journeys;

public sealed class RepairSpecs
{
    [Fact]
    public void A_dry_run_shows_the_patch_and_touches_nothing()
    {
        using var workshop = Orders.InWorkshop();
        var before = workshop.Photograph();

        var outcome = workshop.Ouro("repair", ".", "--dry-run");

        outcome.ShouldEndWith(3);
        outcome.Output.ShouldContain("+    return sum(prices) + shipping");
        outcome.Output.ShouldContain("-    return sum(prices) - shipping");
        workshop.Photograph().ShouldBe(before);
    }

    [Fact]
    public void Without_approval_a_headless_run_applies_nothing_and_does_not_ask()
    {
        using var workshop = Orders.InWorkshop();
        var before = workshop.Photograph();

        workshop.Ouro("repair").ShouldEndWith(3).ShouldMention("--auto-apply");

        workshop.Photograph().ShouldBe(before);
    }

    [Fact]
    public void A_patch_above_the_risk_limit_waits_for_a_human()
    {
        using var workshop = Orders.InWorkshop();
        var before = workshop.Photograph();

        workshop.Repair("--max-risk", "0").ShouldEndWith(3).ShouldMention("risk");

        workshop.Photograph().ShouldBe(before);
    }

    [Fact]
    public void A_green_project_needs_no_repair()
    {
        using var workshop = Orders.InWorkshop();
        workshop.Write("prices.py", new Orders().Source('+'));
        var before = workshop.Photograph();

        workshop.Repair().ShouldEndWith(0);

        workshop.Photograph().ShouldBe(before);
    }

    [Fact]
    public void Json_is_one_object_and_progress_stays_off_stdout()
    {
        using var workshop = Orders.InWorkshop();

        var outcome = workshop.Repair("--json").ShouldEndWith(0);

        outcome.Json.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
        outcome.Output.ShouldContain("prices.py");
    }

    [Fact]
    public void No_colour_reaches_a_pipe()
    {
        using var workshop = Orders.InWorkshop();

        workshop.Repair().ShouldEndWith(0).Everything.ShouldNotContain("\u001b");
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        using var workshop = Orders.InWorkshop();

        workshop.Ouro("repair", "nowhere").ShouldEndWith(64).ShouldMention("nowhere");
    }

    [Fact]
    public void A_place_where_provenance_cannot_be_written_is_wrong_usage_and_begins_no_run()
    {
        using var workshop = Orders.InWorkshop();

        workshop.Repair("--artifacts", "/dev/null/nowhere").ShouldEndWith(64).ShouldMention("/dev/null/nowhere", "--artifacts");

        workshop.Ouro("list-runs", "--json").Output.ShouldNotContain("gen_");
    }

    [Fact]
    public void An_unknown_option_is_wrong_usage()
    {
        using var workshop = Orders.InWorkshop();

        workshop.Ouro("repair", "--frobnicate").ShouldEndWith(64).ShouldMention("--frobnicate");
    }

    [Fact]
    public void Past_runs_are_listed_and_shown()
    {
        using var workshop = Orders.InWorkshop();
        var run = workshop.Repair().ShouldEndWith(0).RunId;

        workshop.Ouro("list-runs").ShouldEndWith(0).ShouldMention(run);
        workshop.Ouro("status", "--latest").ShouldEndWith(0).ShouldMention(run);
        workshop.Ouro("status", "--run-id", run, "--json").ShouldEndWith(0).Json.ToString().ShouldContain(run);
        workshop.Ouro("show", run).ShouldEndWith(0).ShouldMention("prices.py");
        workshop.Ouro("replay", run).ShouldEndWith(0);
    }

    [Fact]
    public void The_suspicious_line_is_ranked_first()
    {
        using var workshop = Orders.InWorkshop();

        workshop.Ouro("localise").ShouldEndWith(0).ShouldMention("prices.py:9");
    }
}
