using System.Text.Json;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.Presentation;

/// <summary>What models did in a run, as part of its object.</summary>
internal static class ModelsJson
{
    public static void Write(Utf8JsonWriter json, RunStory story)
    {
        if (story.Models is not { } models)
        {
            json.WriteNull("models");
            return;
        }

        json.WriteStartObject("models");
        json.WriteNumber("plausible", models.Plausible);
        json.WriteNumber("tokens", models.Tokens);
        json.WriteNumber("dollars", models.Money);
        json.Rounded("seconds", models.Seconds);
        json.Objects("agents", story.Agents, agent =>
        {
            json.WriteString("name", agent.Agent);
            json.WriteString("end", JsonNamingPolicy.SnakeCaseLower.ConvertName(agent.End.ToString()));
            json.WriteString("reason", agent.Reason);
            json.WriteNumber("steps", agent.Steps);
        });
        json.Objects("attempts", story.Attempts, attempt =>
        {
            json.WriteString("agent", attempt.Agent);
            json.WriteString("model", attempt.Model);
            json.WriteNumber("attempt", attempt.Attempt);
            json.WriteString("patch", attempt.Patch);
            json.WriteString("refused_by", attempt.Gate);
            json.WriteString("why", attempt.Why);
        });
        json.WriteEndObject();
    }
}
