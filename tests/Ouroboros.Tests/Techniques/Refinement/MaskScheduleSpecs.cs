using FsCheck;
using FsCheck.Fluent;
using Ouroboros.Techniques.Models.Configurations;
using Ouroboros.Techniques.Refinement;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Refinement;

public sealed class MaskScheduleSpecs
{
    private static Arbitrary<(int Steps, NoiseSchedule Noise)> Schedules { get; } =
        Gen.Choose(2, 300).SelectMany(steps => Gen.Elements(NoiseSchedule.Linear, NoiseSchedule.Cosine).Select(noise => (steps, noise))).ToArbitrary();

    [Fact]
    public void The_share_falls_from_all_to_a_single_expression_and_never_rises() =>
        Prop.ForAll(Schedules, one =>
        {
            var schedule = new MaskSchedule(one.Steps, one.Noise);
            var shares = Enumerable.Range(0, one.Steps).Select(schedule.ShareAt).ToList();
            var levels = Enumerable.Range(0, one.Steps).Select(schedule.LevelAt).ToList();

            (shares[0], shares[^1]).ShouldBe((1, 0));
            (levels[0], levels[^1]).ShouldBe((MaskLevel.Function, MaskLevel.Expression));
            shares.Zip(shares.Skip(1)).ShouldAllBe(p => p.First > p.Second);
            levels.Zip(levels.Skip(1)).ShouldAllBe(p => p.First <= p.Second);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void A_cosine_stays_with_large_spans_for_longer()
    {
        var (linear, cosine) = (new MaskSchedule(11, NoiseSchedule.Linear), new MaskSchedule(11, NoiseSchedule.Cosine));

        linear.ShareAt(5).ShouldBe(0.5);
        cosine.ShareAt(5).ShouldBe(Math.Sqrt(0.5), 1e-9);
        Enumerable.Range(1, 9).ShouldAllBe(step => cosine.ShareAt(step) > linear.ShareAt(step));
    }

    [Fact]
    public void Every_level_has_its_turn_in_the_shortest_schedule_of_the_table()
    {
        var schedule = new MaskSchedule(BuildConfigurations.Fast.RefinementSteps, BuildConfigurations.Fast.Noise);

        Enumerable.Range(0, schedule.Steps).Select(schedule.LevelAt).Distinct().ShouldBe(Enum.GetValues<MaskLevel>());
    }

    [Fact]
    public void A_single_step_masks_all_and_no_step_is_refused()
    {
        new MaskSchedule(1, NoiseSchedule.Cosine).ShareAt(0).ShouldBe(1);

        Should.Throw<ArgumentOutOfRangeException>(() => new MaskSchedule(0, NoiseSchedule.Linear));
    }
}
