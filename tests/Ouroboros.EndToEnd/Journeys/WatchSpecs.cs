using System.Text.Json;
using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Journeys;

public sealed class WatchSpecs
{
    [Fact]
    public void A_watch_mends_what_breaks_leaves_its_own_patch_alone_and_ends_in_order()
    {
        using var workshop = Orders.InWorkshop();
        var watch = workshop.Start("watch", "--auto-apply", "--max-risk", "1", "--json");

        Shell.Eventually(() => workshop.Bytes("prices.py").SequenceEqual(new Orders().Source('+')));
        Shell.Eventually(() => Standing(workshop).GetProperty("waits_for").GetString() == "changes");
        Standing(workshop).GetProperty("cycles").GetInt32().ShouldBe(1);

        workshop.Write("prices.py", new Orders().Source('-'));
        Shell.Eventually(() => Standing(workshop) is var now && now.GetProperty("cycles").GetInt32() == 2 && now.GetProperty("waits_for").ValueKind != JsonValueKind.Null);
        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));

        workshop.Ouro("watch").ShouldEndWith(64).ShouldMention("being watched already");
        watch.Signal("TERM");
        var ended = watch.Finish().ShouldEndWith(0).Json;
        ended.GetProperty("cycles_now").GetInt32().ShouldBe(2);
        ended.GetProperty("watch").GetProperty("mended").GetInt32().ShouldBe(2);
        workshop.TestsShouldPass();
        workshop.Ouro("status").ShouldEndWith(0).ShouldMention("Watch", "not running", "2 cycles in all");
    }

    [Fact]
    public void Without_leave_a_patch_is_shown_and_the_watch_waits_for_the_next_change()
    {
        using var workshop = Orders.InWorkshop();
        var before = workshop.Photograph();

        var watch = workshop.Start("repair", "--mode", "continuous", "--cycles", "1");

        var ended = watch.Finish().ShouldEndWith(3).ShouldMention("+    return sum(prices) + shipping", "watch ended after 1 cycle");
        workshop.Photograph().ShouldBe(before);
        ended.Everything.ShouldNotContain("\u001b");
    }

    [Fact]
    public void A_watch_killed_in_its_cycle_is_gone_on_with_by_the_next()
    {
        using var workshop = Orders.InWorkshop();
        var watch = workshop.Start("watch", "--auto-apply", "--max-risk", "1");
        Shell.Eventually(() => Standing(workshop).GetProperty("last").GetProperty("run_id").ValueKind == JsonValueKind.String);
        watch.Signal("KILL");
        watch.Finish();

        var next = workshop.Ouro("watch", "--auto-apply", "--max-risk", "1", "--cycles", "1", "--jsonl").ShouldEndWith(0);

        next.Output.ShouldContain("\"cause\":\"recovery\"");
        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));
        JsonDocument.Parse(workshop.Ouro("list-runs", "--json").Output).RootElement.GetProperty("runs").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void A_watch_interrupted_in_its_cycle_says_once_how_to_go_on()
    {
        using var workshop = Orders.InWorkshop();
        var watch = workshop.Start("watch", "--auto-apply", "--max-risk", "1");
        Shell.Eventually(() => Standing(workshop).GetProperty("last").GetProperty("run_id").ValueKind == JsonValueKind.String);

        watch.Signal("INT");

        watch.Finish().ShouldEndWith(130).ShouldMention("ouro watch goes on with the cycle").Everything.ShouldNotContain("ouro resume");
    }

    [Fact]
    public void A_report_that_cannot_be_written_takes_nothing_from_what_the_repair_came_to()
    {
        using var workshop = Orders.InWorkshop();
        Directory.CreateDirectory(workshop.At("reports"));
        var watch = workshop.Start("watch", "--auto-apply", "--max-risk", "1", "--cycles", "1", "--junit", "reports/junit.xml");

        // Its place is looked at before there is any state, and gone when the run ends.
        Shell.Eventually(() => Directory.Exists(workshop.At(".ouroboros")));
        Directory.Move(workshop.At("reports"), workshop.At("elsewhere"));

        watch.Finish().ShouldEndWith(0).ShouldMention("It could not be told", "reports/junit.xml");
        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));
        workshop.Ouro("status").ShouldEndWith(0).ShouldMention("achieved", "1 mended", "0 in trouble");
    }

    private static JsonElement Standing(Workshop workshop) => workshop.Ouro("status", "--json").Json.GetProperty("watch");
}
