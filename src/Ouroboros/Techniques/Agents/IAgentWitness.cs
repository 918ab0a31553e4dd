using Ouroboros.Runs;

namespace Ouroboros.Techniques.Agents;

/// <summary>Sees an agent think while it thinks: what is shown and forgotten. The record of it are <see cref="AgentEvents"/>.</summary>
public interface IAgentWitness
{
    /// <summary>A piece of what the model is saying.</summary>
    void Thought(string piece);

    /// <summary>What the run has spent on models so far.</summary>
    void Spent(Charge used);
}
