using System.Text.Json;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Tools;

namespace Ouroboros.Techniques.Agents.Mending;

/// <summary>Takes the last edit back.</summary>
public sealed class UndoEditTool(Draft draft) : IAgentTool
{
    public string Name => "undo_edit";

    public string Description => "Takes your last kept edit back.";

    public JsonElement Schema => Schemas.Nothing;

    public Task<Observation> UseAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        if (!draft.TakeBack())
            return Task.FromResult(Observation.Refused("There is no edit to take back."));

        return Task.FromResult(new Observation(draft.Patch is { } left
            ? $"Taken back. Still edited: {string.Join(", ", left.Files.Select(f => f.Path.Value))}."
            : "Taken back. The files are as they were at first."));
    }
}
