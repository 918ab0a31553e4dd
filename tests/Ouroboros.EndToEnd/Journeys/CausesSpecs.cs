using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Journeys;

public sealed class CausesSpecs
{
    [Fact]
    public void Two_faults_are_mended_by_one_run_and_the_run_replays()
    {
        using var workshop = TwoFaults.InWorkshop();

        var run = workshop.Repair("--max-risk", "1").ShouldEndWith(0).RunId;

        workshop["shop.py"].ShouldContain("if quantity >= 10:");
        workshop["stock.py"].ShouldContain("if held < count:");
        workshop.TestsShouldPass();
        var causes = workshop.Ouro("show", run, "--json").Json.GetProperty("causes");
        causes.EnumerateArray().Select(c => c.GetProperty("mended").GetBoolean()).ShouldBe([true, true]);
        workshop.Ouro("replay", run).ShouldEndWith(0);
        workshop.Ouro("undo").ShouldEndWith(0);
        workshop["stock.py"].ShouldContain("if held <= count:");
    }

    [Fact]
    public void A_part_of_a_repair_is_offered_and_applied_only_where_the_person_says_so()
    {
        using var workshop = TwoFaults.InWorkshop(withHopeless: true);
        var before = workshop.Photograph();

        var offered = workshop.Repair("--max-risk", "1").ShouldEndWith(3).ShouldMention(TwoFaults.Hopeless, "--partial", "Still red");
        workshop.Photograph().ShouldBe(before);
        workshop.Ouro("resume", offered.RunId, "--yes").ShouldEndWith(3).ShouldMention("--partial");
        workshop.Photograph().ShouldBe(before);

        var applied = workshop.Ouro("resume", offered.RunId, "--yes", "--partial", "--json").ShouldEndWith(1).Json;

        workshop["shop.py"].ShouldContain("if quantity >= 10:");
        workshop["stock.py"].ShouldContain("if held < count:");
        applied.GetProperty("result").GetString().ShouldBe("not_achieved");
        applied.GetProperty("patch").GetProperty("remaining")[0].GetProperty("name").GetString().ShouldBe(TwoFaults.Hopeless);
        applied.GetProperty("patch").GetProperty("turned").GetArrayLength().ShouldBe(3);
        workshop.Ouro("verify", offered.RunId).ShouldEndWith(0);
        workshop.Ouro("undo").ShouldEndWith(0);
        workshop.Photograph().ShouldBe(before);
    }
}
