using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;

namespace Ouroboros.Adapters.Models.Anthropic;

/// <summary>Writes a conversation as turns of a user and an assistant, each of blocks; what follows in the same role joins its turn.</summary>
internal sealed class AnthropicMessages(ModelEndpoint endpoint)
{
    /// <summary>Marks a thought that only the server can read.</summary>
    public const string Redacted = "redacted";

    public void Write(Utf8JsonWriter json, IEnumerable<ChatMessage> messages)
    {
        var turns = Turns(messages.Where(m => m.Role != ChatRole.System));
        json.WriteStartArray("messages");
        foreach (var (i, (role, blocks)) in turns.Index())
            Write(json, role, blocks, isLast: i == turns.Count - 1);
        json.WriteEndArray();
    }

    private List<(string Role, List<AIContent> Blocks)> Turns(IEnumerable<ChatMessage> messages)
    {
        var turns = new List<(string Role, List<AIContent> Blocks)>();
        foreach (var message in messages)
        {
            MessageParts.Check(message, endpoint.ToString());
            var role = message.Role == ChatRole.Assistant ? "assistant" : "user";
            var blocks = message.Contents.Where(IsSent).ToList();
            if (blocks.Count == 0)
                continue;

            if (turns.Count == 0 || turns[^1].Role != role)
                turns.Add((role, []));
            turns[^1].Blocks.AddRange(blocks);
        }

        return turns;
    }

    // An empty block is refused, and so is a thought that is not signed.
    private static bool IsSent(AIContent content) => content switch
    {
        TextReasoningContent thought => thought.ProtectedData is { Length: > 0 },
        TextContent text => !string.IsNullOrWhiteSpace(text.Text),
        FunctionCallContent or FunctionResultContent => true,
        _ => false,
    };

    private static void Write(Utf8JsonWriter json, string role, List<AIContent> blocks, bool isLast)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteStartArray("content");
        // Results must stand before anything else that the user says.
        foreach (var (i, block) in blocks.OrderBy(b => b is FunctionResultContent ? 0 : 1).Index())
        {
            json.WriteStartObject();
            WriteBlock(json, block);
            if (isLast && i == blocks.Count - 1 && block is not TextReasoningContent)
                AnthropicRequest.WriteCached(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteBlock(Utf8JsonWriter json, AIContent block)
    {
        switch (block)
        {
            case TextContent text:
                json.WriteString("type", "text");
                json.WriteString("text", text.Text);
                break;
            case FunctionCallContent call:
                json.WriteString("type", "tool_use");
                json.WriteString("id", call.CallId);
                json.WriteString("name", call.Name);
                json.WritePropertyName("input");
                CallArguments.Write(json, call);
                break;
            case FunctionResultContent result:
                WriteResult(json, result);
                break;
            case TextReasoningContent thought:
                WriteThought(json, thought);
                break;
        }
    }

    private static void WriteResult(Utf8JsonWriter json, FunctionResultContent result)
    {
        json.WriteString("type", "tool_result");
        json.WriteString("tool_use_id", result.CallId);
        json.WriteString("content", MessageParts.Text(result));
        if (result.Exception is not null)
            json.WriteBoolean("is_error", true);
    }

    private static void WriteThought(Utf8JsonWriter json, TextReasoningContent thought)
    {
        var isRedacted = thought.AdditionalProperties?.ContainsKey(Redacted) == true;
        json.WriteString("type", isRedacted ? "redacted_thinking" : "thinking");
        if (!isRedacted)
            json.WriteString("thinking", thought.Text);
        json.WriteString(isRedacted ? "data" : "signature", thought.ProtectedData);
    }
}
