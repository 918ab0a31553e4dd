using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models;

/// <summary>
/// Calls of tools as models write them. Arguments that are no JSON object are kept as they came, so that the model can be told what it wrote:
/// <see cref="FunctionCallContent.Exception"/> says why, and <see cref="RawOf"/> gives the text.
/// </summary>
public static class CallContents
{
    private const string Raw = "raw_arguments", Own = "provider_own";

    public static FunctionCallContent Of(string id, string name, string arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments))
            return new FunctionCallContent(id, name, new Dictionary<string, object?>());

        try
        {
            using var document = JsonDocument.Parse(arguments);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new FunctionCallContent(id, name, Members(document.RootElement))
                : Broken(id, name, arguments, $"The arguments of {name} are no JSON object but {document.RootElement.ValueKind.ToString().ToLowerInvariant()}.");
        }
        catch (JsonException thrown)
        {
            return Broken(id, name, arguments, thrown.Message);
        }
    }

    public static FunctionCallContent Of(string id, string name, JsonElement arguments) => arguments.ValueKind switch
    {
        JsonValueKind.Object => new FunctionCallContent(id, name, Members(arguments)),
        JsonValueKind.Undefined or JsonValueKind.Null => Of(id, name, ""),
        JsonValueKind.String => Of(id, name, arguments.GetString()!),
        _ => Of(id, name, arguments.GetRawText()),
    };

    /// <param name="why">Why they cannot be read.</param>
    public static FunctionCallContent Broken(string id, string name, string arguments, string why) => new(id, name)
    {
        Exception = new FormatException(why),
        AdditionalProperties = new AdditionalPropertiesDictionary { [Raw] = arguments },
    };

    /// <summary>The text of arguments that cannot be read; null where they can.</summary>
    public static string? RawOf(FunctionCallContent call) => call.AdditionalProperties?.TryGetValue(Raw, out var raw) == true ? raw as string : null;

    /// <summary>What a provider put beside a call for itself, such as a signature. It goes back as it came.</summary>
    public static JsonElement? OwnOf(FunctionCallContent call) => call.AdditionalProperties?.TryGetValue(Own, out JsonElement own) == true ? own : null;

    public static FunctionCallContent WithOwn(FunctionCallContent call, JsonElement? own)
    {
        if (own is { } some)
            (call.AdditionalProperties ??= [])[Own] = some.Clone();

        return call;
    }

    private static Dictionary<string, object?> Members(JsonElement arguments)
    {
        // The last of several members of one name counts, as most readers have it.
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in arguments.EnumerateObject())
            members[member.Name] = member.Value.ValueKind == JsonValueKind.Null ? null : member.Value.Clone();

        return members;
    }
}
