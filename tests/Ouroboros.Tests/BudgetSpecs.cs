using Ouroboros.Runs;
using Ouroboros.Tests.Fakes;
using Shouldly;

namespace Ouroboros.Tests;

public sealed class BudgetSpecs
{
    private readonly SetClock clock = new();

    [Fact]
    public void A_share_ends_before_the_whole_and_leaves_it_the_rest()
    {
        var whole = new Budget(new Limits { Candidates = 10 }, clock);
        var share = whole.Share(0.5, new Limits());

        var taken = Enumerable.Range(0, 20).Count(_ => share.TryReserveCandidate());

        taken.ShouldBe(5);
        share.Exhausted.ShouldBe("its share of the limits: the limit of 5 candidates");
        whole.Exhausted.ShouldBeNull();
        whole.CandidatesUsed.ShouldBe(5);
        whole.Share(1, new Limits()).TryReserveCandidate().ShouldBeTrue();
    }

    [Fact]
    public void What_a_share_may_use_is_capped_and_its_time_counts_from_its_own_start()
    {
        var whole = new Budget(new Limits { WallTime = TimeSpan.FromSeconds(100) }, clock);
        clock.Advance(TimeSpan.FromSeconds(40));
        var share = whole.Share(0.5, new Limits { WallTime = TimeSpan.FromSeconds(20) });

        clock.Advance(TimeSpan.FromSeconds(19));
        share.IsOutOfTime.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        share.IsOutOfTime.ShouldBeTrue();
        share.Elapsed.ShouldBe(TimeSpan.FromSeconds(60));
        whole.Exhausted.ShouldBeNull();
    }

    [Fact]
    public void A_share_ends_with_the_whole_and_its_fuel_is_the_wholes()
    {
        var whole = new Budget(new Limits { Fuel = 100 }, clock);
        var share = whole.Share(1, new Limits { Candidates = 1_000 });

        share.Settle(100);

        whole.FuelUsed.ShouldBe(100);
        share.Exhausted.ShouldBe("the fuel limit of 100");
        share.TryReserveCandidate().ShouldBeFalse();
    }
}
