using System.Text;

namespace Ouroboros.EndToEnd.Journeys;

/// <summary>Tests that leave room for more than one program: the report must say on which input the programs part.</summary>
public sealed class BehaviourSpecs
{
    [Fact]
    public void Patches_that_pass_are_told_apart_by_an_input_and_the_choice_can_be_replayed()
    {
        using var workshop = new Workshop();
        workshop.Write("shop.py", Encoding.UTF8.GetBytes("def percent_for(quantity):\n    if quantity > 10:\n        return 5\n    return 0\n"));
        workshop.Write("tests/test_shop.py", Encoding.UTF8.GetBytes(
            "from shop import percent_for\n\n\ndef test_from_ten_on():\n    assert percent_for(10) == 5\n\n\ndef test_few():\n    assert percent_for(2) == 0\n"));

        var outcome = workshop.Ouro("repair", ".", "--dry-run", "--json").ShouldEndWith(3);

        var behaviours = outcome.Json.GetProperty("behaviours");
        behaviours.GetProperty("unknown").GetString().ShouldBeNull();
        behaviours.GetProperty("inputs").GetInt32().ShouldBeGreaterThanOrEqualTo(200);
        behaviours.GetProperty("functions")[0].GetString().ShouldBe("shop.py:percent_for");
        behaviours.GetProperty("confidence").GetDouble().ShouldBeInRange(0.05, 0.999);
        var pair = behaviours.GetProperty("separations").EnumerateArray().First(s => s.GetProperty("one").GetInt32() == behaviours.GetProperty("cluster").GetInt32());
        pair.GetProperty("call").GetString()!.ShouldMatch(@"^percent_for\(\d+\)$");
        pair.GetProperty("one_does").GetString().ShouldNotBe(pair.GetProperty("other_does").GetString());

        workshop.Ouro("show").ShouldEndWith(0).ShouldMention("with the alternative", "Confidence", "behaves differently");
        workshop.Ouro("replay").ShouldEndWith(0);
    }
}
