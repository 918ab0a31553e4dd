using Ouroboros.Stages.Build;

namespace Ouroboros.Techniques.Agents.External;

/// <summary>What came of an external agent. Whatever it did ends here as data; its exit code and its words decide nothing.</summary>
/// <param name="Candidate">What it changed, or null where nothing is left of it.</param>
/// <param name="Why">Why there is no candidate, or null.</param>
/// <param name="End">How the program ended, for people.</param>
/// <param name="Said">The end of what it wrote, without secrets.</param>
/// <param name="Notes">What it did that no patch holds or that was left out of the patch.</param>
public sealed record AgentOutcome(Candidate? Candidate, string? Why, string End, string Said, IReadOnlyList<string> Notes, TimeSpan Duration)
{
    /// <param name="options">What it ran with.</param>
    public AgentRan ToEvent(AgentOptions options) => new(
        options.Template.Name, options.Template.Command, End, Duration.TotalSeconds, Said, Notes, Candidate?.Patch.Hash.Hex, Why);

    internal static AgentOutcome NeverRan(string why) => new(null, why, "it was not started", "", [], TimeSpan.Zero);
}
