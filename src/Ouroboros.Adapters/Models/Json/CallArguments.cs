using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Ouroboros.Adapters.Models.Json;

/// <summary>
/// The arguments of a call that a model wrote. What is no JSON object is kept as it came, so that the model can be told what it wrote:
/// <see cref="FunctionCallContent.Exception"/> says why, <see cref="Raw"/> among the additional properties is the text.
/// </summary>
internal static class CallArguments
{
    public const string Raw = "raw_arguments";

    public static FunctionCallContent Call(string id, string name, string arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments))
            return new FunctionCallContent(id, name, new Dictionary<string, object?>());

        try
        {
            using var document = JsonDocument.Parse(arguments);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new FunctionCallContent(id, name, Members(document.RootElement));

            throw new JsonException($"The arguments of {name} are no JSON object but {document.RootElement.ValueKind.ToString().ToLowerInvariant()}.");
        }
        catch (JsonException thrown)
        {
            return new FunctionCallContent(id, name)
            {
                Exception = thrown,
                AdditionalProperties = new AdditionalPropertiesDictionary { [Raw] = arguments },
            };
        }
    }

    public static FunctionCallContent Call(string id, string name, JsonElement arguments) => arguments.ValueKind switch
    {
        JsonValueKind.Object => new FunctionCallContent(id, name, Members(arguments)),
        JsonValueKind.Undefined or JsonValueKind.Null => Call(id, name, ""),
        JsonValueKind.String => Call(id, name, arguments.GetString()!),
        _ => Call(id, name, arguments.GetRawText()),
    };

    /// <summary>Always an object, for many servers read it when they are shown what was called before.</summary>
    public static void Write(Utf8JsonWriter json, FunctionCallContent call)
    {
        if (call.Arguments is { } arguments)
            JsonValues.WriteObject(json, arguments);
        else if (call.AdditionalProperties?.TryGetValue(Raw, out var raw) == true)
            JsonValues.WriteObject(json, [KeyValuePair.Create(Raw, raw)]);
        else
            JsonValues.WriteObject(json, []);
    }

    public static string Text(FunctionCallContent call) => JsonBody.Text(json => Write(json, call));

    private static Dictionary<string, object?> Members(JsonElement arguments)
    {
        // The last of several members of one name counts, as most readers have it.
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in arguments.EnumerateObject())
            members[member.Name] = member.Value.ValueKind == JsonValueKind.Null ? null : member.Value.Clone();

        return members;
    }
}
