using System.Text.Json;

namespace Ouroboros.Techniques.Agents.Tools;

/// <summary>The arguments of a call, an object.</summary>
public sealed class ToolArguments(JsonElement told)
{
    public JsonElement Json => told;

    /// <exception cref="ToolMisuseException">It is missing or no text.</exception>
    public string Text(string name) => TextOrNull(name) ?? throw new ToolMisuseException($"\"{name}\" is missing: give it as a text.");

    public string? TextOrNull(string name) => Find(name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new ToolMisuseException($"\"{name}\" is no text."),
    };

    public int? NumberOrNull(string name)
    {
        if (Find(name) is not { } value)
            return null;

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
            return number;

        return value.ValueKind == JsonValueKind.String && int.TryParse(value.GetString(), out number)
            ? number
            : throw new ToolMisuseException($"\"{name}\" is no whole number.");
    }

    public bool Flag(string name) => Find(name) is { } value && (value.ValueKind == JsonValueKind.True
        || (value.ValueKind == JsonValueKind.String && string.Equals(value.GetString(), "true", StringComparison.OrdinalIgnoreCase)));

    /// <summary>A list of texts; one text alone is a list of it.</summary>
    public IReadOnlyList<string> Texts(string name) => Find(name) is not { } value ? [] : value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)],
        _ => throw new ToolMisuseException($"\"{name}\" is no list of texts."),
    };

    private JsonElement? Find(string name) =>
        told.ValueKind == JsonValueKind.Object && told.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
