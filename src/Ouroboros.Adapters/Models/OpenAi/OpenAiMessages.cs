using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.OpenAi;

/// <summary>Writes a conversation the way chat completions read it.</summary>
internal sealed class OpenAiMessages(ModelEndpoint endpoint)
{
    /// <summary>What a server wants to be given back with a call as it gave it; Gemini signs its thoughts there.</summary>
    public const string Extra = "extra_content";

    public void Write(Utf8JsonWriter json, IEnumerable<ChatMessage> messages, string? instructions)
    {
        json.WriteStartArray("messages");
        if (!string.IsNullOrEmpty(instructions))
            WriteText(json, "system", instructions);
        foreach (var message in messages)
            Write(json, message);
        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, ChatMessage message)
    {
        MessageParts.Check(message, endpoint.ToString());
        var results = message.Contents.OfType<FunctionResultContent>().ToList();
        foreach (var result in results)
            WriteResult(json, result);

        var calls = message.Contents.OfType<FunctionCallContent>().ToList();
        var text = MessageParts.Text(message);
        if (calls.Count > 0)
            WriteCalls(json, text, calls);
        else if (text.Length > 0 || results.Count == 0)
            WriteText(json, Role(message.Role), text);
    }

    // A tool speaks only through results of calls.
    private static string Role(ChatRole role) => role == ChatRole.Tool ? "user" : role.Value;

    private static void WriteText(Utf8JsonWriter json, string role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", text);
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, FunctionResultContent result)
    {
        json.WriteStartObject();
        json.WriteString("role", "tool");
        json.WriteString("tool_call_id", result.CallId);
        json.WriteString("content", MessageParts.Text(result));
        json.WriteEndObject();
    }

    private static void WriteCalls(Utf8JsonWriter json, string text, List<FunctionCallContent> calls)
    {
        json.WriteStartObject();
        json.WriteString("role", "assistant");
        if (text.Length > 0)
            json.WriteString("content", text);
        json.WriteStartArray("tool_calls");
        foreach (var call in calls)
            WriteCall(json, call);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteStartObject();
        json.WriteString("id", call.CallId);
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", call.Name);
        json.WriteString("arguments", CallArguments.Text(call));
        json.WriteEndObject();
        if (CallContents.OwnOf(call) is { } extra)
        {
            json.WritePropertyName(Extra);
            extra.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
