using Ouroboros.Techniques.Agents;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Capabilities.Repair;

/// <summary>What models bring to a repair: themselves, how they are fenced in, and what an interrupted run knows of them.</summary>
/// <param name="Fence">Marks what comes from the repository as data.</param>
public sealed record RepairModels(IModelDesk Desk, Fencing Fence)
{
    /// <summary>Names that tools of the person's own may not have.</summary>
    public static IReadOnlyCollection<string> ToolNames { get; } =
        ["list", "read", "search", "graph", "analyse_error", "propose_edit", "undo_edit", "run_tests", "give_up"];

    public IAgentWitness? Witness { get; init; }

    /// <summary>Answers that the run paid for before it was interrupted.</summary>
    public IReadOnlyList<AgentAnswered> Earlier { get; init; } = [];

    /// <summary>Tools of the person's own, over a draft.</summary>
    public Func<Draft, IReadOnlyList<IAgentTool>> OwnTools { get; init; } = _ => [];

    /// <summary>Agents of somebody else's, or null.</summary>
    public ExternalAgents? External { get; init; }
}
