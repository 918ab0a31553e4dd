using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Crashes;

/// <summary>The short version; bench/kill.sh does it two hundred times.</summary>
public sealed class KillSpecs
{
    public static TheoryData<int> Delays => [100, 400, 900, 1500, 2200, 3200];

    [Theory]
    [MemberData(nameof(Delays))]
    public void A_killed_repair_is_resumed_and_undone(int delay)
    {
        using var workshop = Orders.InWorkshop();
        var before = workshop.Photograph();

        var running = workshop.Start("repair", ".", "--auto-apply");
        Thread.Sleep(delay);
        running.Signal("KILL");
        running.Finish();

        ShouldBeBeforeOrAfter(workshop);
        ShouldRecover(workshop, before);
    }

    [Theory]
    [InlineData("*:1")]
    [InlineData("rename:before")]
    [InlineData("rename:after")]
    [InlineData("journal:before:2")]
    [InlineData("journal:after:3")]
    public void A_repair_killed_while_it_writes_is_resumed_and_undone(string place)
    {
        using var workshop = Orders.InWorkshop();
        var before = workshop.Photograph();

        workshop.Environment["OURO_FAILPOINT"] = place;
        workshop.Repair();
        workshop.Environment.Clear();

        ShouldBeBeforeOrAfter(workshop);
        ShouldRecover(workshop, before);
    }

    [Theory]
    [InlineData("rename:before")]
    [InlineData("rename:after")]
    [InlineData("*:3")]
    public void An_undo_killed_while_it_writes_is_finished_by_the_next(string place)
    {
        using var workshop = Orders.InWorkshop();
        var before = workshop.Photograph();
        workshop.Repair().ShouldEndWith(0);

        workshop.Environment["OURO_FAILPOINT"] = place;
        workshop.Ouro("undo");
        workshop.Environment.Clear();
        ShouldBeBeforeOrAfter(workshop);
        workshop.Ouro("undo");

        workshop.Photograph().ShouldBe(before);
    }

    [Fact]
    public void An_interrupted_repair_ends_with_130_and_goes_on_where_it_was()
    {
        using var workshop = Workshop.WithSample("meetings");
        var running = workshop.Start("repair", ".", "--auto-apply");
        while (!Directory.Exists(workshop.At(".ouroboros")) && !running.HasExited)
            Thread.Sleep(20);
        Thread.Sleep(1000);
        running.Signal("INT");
        var outcome = running.Finish();
        outcome.ShouldEndWith(130, 0);
        Assert.SkipWhen(outcome.ExitCode == 0, "This machine was faster than the interruption.");
        outcome.ShouldMention("ouro resume");

        workshop.Ouro("resume", outcome.RunId, "--auto-apply").ShouldEndWith(0);

        workshop.TestsShouldPass();
        Leftovers.Mentioning(workshop.Root).ShouldBeEmpty();
    }

    private static void ShouldBeBeforeOrAfter(Workshop workshop)
    {
        var now = workshop.Bytes("prices.py");
        if (!now.AsSpan().SequenceEqual(new Orders().Source('-')))
            now.ShouldBe(new Orders().Source('+'));
    }

    private static void ShouldRecover(Workshop workshop, string before)
    {
        // Nothing to resume is an answer too: it was killed before the run existed, or after it had ended.
        workshop.Ouro("resume", "--auto-apply").ShouldEndWith(0, 1, 64);
        if (workshop.Bytes("prices.py").AsSpan().SequenceEqual(new Orders().Source('-')))
            workshop.Repair().ShouldEndWith(0);
        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));

        workshop.Ouro("undo").ShouldEndWith(0);

        workshop.Photograph().ShouldBe(before);
        Leftovers.Mentioning(workshop.Root).ShouldBeEmpty();
    }
}
