using System.Text.Json;

namespace Ouroboros.Techniques.Agents.Tools;

/// <summary>Schemas of arguments, written short: every byte of them is sent with every request.</summary>
internal static class Schemas
{
    public static JsonElement Nothing { get; } = Parse("""{"type":"object","properties":{}}""");

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
