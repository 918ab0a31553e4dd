using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Traffic;

/// <summary>What an answer used, as JSON.</summary>
internal static class UsageJson
{
    public static void Write(Utf8JsonWriter json, string name, UsageDetails usage)
    {
        json.WriteStartObject(name);
        Write(json, "input", usage.InputTokenCount);
        Write(json, "output", usage.OutputTokenCount);
        Write(json, "total", usage.TotalTokenCount);
        Write(json, "cached", usage.CachedInputTokenCount);
        Write(json, "reasoning", usage.ReasoningTokenCount);
        if (usage.AdditionalCounts is { } further)
        {
            json.WritePropertyName("further");
            ValueJson.WriteObject(json, further.Select(c => KeyValuePair.Create(c.Key, (object?)c.Value)));
        }

        json.WriteEndObject();
    }

    public static UsageDetails Read(JsonElement json) => new()
    {
        InputTokenCount = Read(json, "input"),
        OutputTokenCount = Read(json, "output"),
        TotalTokenCount = Read(json, "total"),
        CachedInputTokenCount = Read(json, "cached"),
        ReasoningTokenCount = Read(json, "reasoning"),
        AdditionalCounts = json.TryGetProperty("further", out var further)
            ? new AdditionalPropertiesDictionary<long>(further.EnumerateObject().Select(c => KeyValuePair.Create(c.Name, c.Value.GetInt64())))
            : null,
    };

    private static void Write(Utf8JsonWriter json, string name, long? count)
    {
        if (count is { } known)
            json.WriteNumber(name, known);
    }

    private static long? Read(JsonElement json, string name) => json.TryGetProperty(name, out var count) ? count.GetInt64() : null;
}
