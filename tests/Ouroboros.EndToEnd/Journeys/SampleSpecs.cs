namespace Ouroboros.EndToEnd.Journeys;

/// <summary>The main job, on projects as people write them, with nothing configured.</summary>
public sealed class SampleSpecs
{
    public static TheoryData<string> Names =>
        [.. Directory.GetDirectories(Path.Combine(OuroBinary.RepositoryRoot, "samples")).Select(Path.GetFileName).Order().Select(n => n!)];

    /// <summary>Those whose tests start in no time. One that is compiled takes as long as ten others.</summary>
    public static TheoryData<string> Interpreted =>
        [.. Names.Select(row => row.Data).Where(n => Directory.GetFiles(Path.Combine(OuroBinary.RepositoryRoot, "samples", n), "*.slnx").Length == 0)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_repaired(string name)
    {
        using var workshop = Workshop.WithSample(name);

        workshop.Repair().ShouldEndWith(0);

        workshop.TestsShouldPass();
    }

    [Fact]
    public void There_are_at_least_five_samples_and_each_has_its_fix_out_of_sight()
    {
        Names.Count.ShouldBeGreaterThanOrEqualTo(5);

        foreach (string name in Names.Select(row => row.Data))
            File.Exists(Patches.FixOf(name)).ShouldBeTrue(name);
    }

    [Theory]
    [MemberData(nameof(Interpreted))]
    public void A_sample_is_red_as_it_ships_and_green_once_fixed(string name)
    {
        using var workshop = Workshop.WithSample(name);
        Should.Throw<ShouldAssertException>(workshop.TestsShouldPass);

        Patches.Apply(workshop, Patches.FixOf(name));

        workshop.TestsShouldPass();
    }
}
