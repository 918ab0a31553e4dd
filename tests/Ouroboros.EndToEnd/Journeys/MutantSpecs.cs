namespace Ouroboros.EndToEnd.Journeys;

/// <summary>Bugs that nobody here invented. The whole set is judged by bench/mutants.sh.</summary>
public sealed class MutantSpecs
{
    [Theory]
    [MemberData(nameof(SampleSpecs.Interpreted), MemberType = typeof(SampleSpecs))]
    public void The_first_mutant_of_a_sample_is_repaired(string name)
    {
        using var workshop = Workshop.WithSample(name);
        Patches.Apply(workshop, Patches.FixOf(name));
        Patches.Apply(workshop, Patches.MutantsOf(name)[0]);

        workshop.Repair().ShouldEndWith(0);

        workshop.TestsShouldPass();
    }

    [Theory]
    [MemberData(nameof(SampleSpecs.Interpreted), MemberType = typeof(SampleSpecs))]
    public void Ten_mutants_of_every_sample_are_frozen_and_each_turns_a_test_red(string name)
    {
        var mutants = Patches.MutantsOf(name);

        mutants.Count.ShouldBe(10);
        foreach (var mutant in mutants)
        {
            using var workshop = Workshop.WithSample(name);
            Patches.Apply(workshop, Patches.FixOf(name));
            Patches.Apply(workshop, mutant);
            Should.Throw<ShouldAssertException>(workshop.TestsShouldPass, mutant);
        }
    }
}
