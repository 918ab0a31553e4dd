using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Models.Configurations;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Models.Configurations;

public sealed class BuildConfigurationSpecs
{
    [Theory]
    [InlineData("fast", 1, 10, ReasoningEffort.Low, 1, 10, GateDepth.Cheap, NoiseSchedule.Linear)]
    [InlineData("balanced", 3, 50, ReasoningEffort.Medium, 3, 25, GateDepth.Failing, NoiseSchedule.Cosine)]
    [InlineData("quality", 5, 100, ReasoningEffort.High, 3, 50, GateDepth.Related, NoiseSchedule.Cosine)]
    public void Each_is_what_the_guide_says(
        string name, int candidates, int refinement, ReasoningEffort effort, int healing, int agent, GateDepth depth, NoiseSchedule noise)
    {
        var found = BuildConfigurations.Find(name).ShouldNotBeNull();

        (found.Candidates, found.RefinementSteps, found.Effort, found.HealingAttempts, found.AgentSteps, found.Depth, found.Noise)
            .ShouldBe((candidates, refinement, effort, healing, agent, depth, noise));
    }

    [Fact]
    public void They_are_found_however_their_name_is_written_and_no_other_is()
    {
        BuildConfigurations.Find(" Balanced ").ShouldBe(BuildConfigurations.Balanced);
        BuildConfigurations.Find("thorough").ShouldBeNull();
        BuildConfigurations.Find(null).ShouldBeNull();
        BuildConfigurations.Names.ShouldBe("fast|balanced|quality");
    }

    [Fact]
    public void Each_spends_more_than_the_one_before()
    {
        foreach (var (less, more) in BuildConfigurations.All.Zip(BuildConfigurations.All.Skip(1)))
        {
            more.Candidates.ShouldBeGreaterThan(less.Candidates);
            more.RefinementSteps.ShouldBeGreaterThan(less.RefinementSteps);
            more.MaxOutputTokens.ShouldBeGreaterThan(less.MaxOutputTokens);
            more.ContextTokens.ShouldBeGreaterThan(less.ContextTokens);
            ((int)more.Depth).ShouldBeGreaterThan((int)less.Depth);
        }
    }
}
