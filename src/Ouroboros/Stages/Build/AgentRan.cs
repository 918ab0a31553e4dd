namespace Ouroboros.Stages.Build;

/// <summary>A program of the person's worked on a copy of the workspace.</summary>
/// <param name="Agent">Its name in the table of agents, or of the person's choice.</param>
/// <param name="Command">The words it was started with, but for what it was asked.</param>
/// <param name="End">How the program ended, for people. It decides nothing.</param>
/// <param name="Said">The end of what it wrote.</param>
/// <param name="Notes">What it did that no patch holds or that was left out of the patch.</param>
/// <param name="Patch">The hash of what it changed, or null where nothing is left of it.</param>
/// <param name="Why">Why there is no patch, or null.</param>
public sealed record AgentRan(
    string Agent, string Command, string End, double Seconds, string Said, IReadOnlyList<string> Notes, string? Patch, string? Why);
