using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Agents.Tools;

namespace Ouroboros.Techniques.Agents;

/// <summary>What an agent is to do, and with what.</summary>
/// <param name="Name">Tells the agents of a run apart in its journal.</param>
/// <param name="Conduct">How to behave and what the tools are for: the first message.</param>
/// <param name="Goal">What to achieve: the second message.</param>
public sealed record AgentTask(string Name, string Conduct, string Goal, IReadOnlyList<IAgentTool> Tools)
{
    /// <summary>Whether an answer in words, without any call, is what was asked for.</summary>
    public bool WantsWords { get; init; }

    /// <summary>The most it may do, of what the budget leaves.</summary>
    public int MostSteps { get; init; } = 25;

    public int MostOutputTokens { get; init; } = 4_096;

    public float? Temperature { get; init; }

    /// <summary>Tells requests apart that are otherwise the same, so that another answer is wanted; null where none was made before.</summary>
    public long? Seed { get; init; }

    /// <summary>How long it may think; null leaves it to the model.</summary>
    public ReasoningEffort? Effort { get; init; }
}
