using System.Text.Json;

namespace Ouroboros.Techniques.Agents.Tools;

/// <summary>Ends the work of an agent that sees no way. It makes nothing right and nothing wrong.</summary>
public sealed class GiveUpTool : IAgentTool
{
    public string Name => "give_up";

    public string Description => "Ends the work without success.";

    public JsonElement Schema { get; } = Schemas.Parse("""{"type":"object","properties":{"reason":{"type":"string"}},"required":["reason"]}""");

    public Task<Observation> UseAsync(ToolArguments arguments, CancellationToken cancellationToken) =>
        Task.FromResult(new Observation(arguments.TextOrNull("reason") ?? "it gave no reason", ObservationStatus.GivenUp));
}
