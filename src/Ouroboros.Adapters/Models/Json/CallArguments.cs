using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.Json;

/// <summary>The arguments of a call as they are sent back. Always an object, for many servers read it when they are shown what was called before.</summary>
internal static class CallArguments
{
    public static void Write(Utf8JsonWriter json, FunctionCallContent call)
    {
        if (call.Arguments is { } arguments)
            JsonValues.WriteObject(json, arguments);
        else if (CallContents.RawOf(call) is { } raw)
            JsonValues.WriteObject(json, [KeyValuePair.Create<string, object?>("raw_arguments", raw)]);
        else
            JsonValues.WriteObject(json, []);
    }

    public static string Text(FunctionCallContent call) => JsonBody.Text(json => Write(json, call));
}
