using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Traffic;

/// <summary>A request as one canonical line of JSON: requests that ask for the same have the same text.</summary>
public static class ChatRequestText
{
    /// <param name="model">The model, or the chain of them.</param>
    /// <exception cref="NotSupportedException">A message holds a kind of content that nobody here sends.</exception>
    public static string Of(string model, IEnumerable<ChatMessage> messages, ChatOptions? options) => ValueJson.Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteStartArray("messages");
        foreach (var message in messages)
            AnswerJson.WriteMessage(json, message);

        json.WriteEndArray();
        if (options is not null)
        {
            json.WriteStartArray("tools");
            foreach (var tool in options.Tools ?? [])
                Write(json, tool);

            json.WriteEndArray();
            json.WritePropertyName("options");
            ValueJson.WriteObject(json, Stated(options).Where(o => o.Value is not null));
        }

        json.WriteEndObject();
    });

    public static string KeyOf(string request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)));

    private static void Write(Utf8JsonWriter json, AITool tool)
    {
        json.WriteStartObject();
        json.WriteString("name", tool.Name);
        json.WriteString("description", tool.Description);
        if (tool is AIFunctionDeclaration function)
        {
            json.WritePropertyName("schema");
            ValueJson.Write(json, function.JsonSchema);
        }

        json.WriteEndObject();
    }

    private static Dictionary<string, object?> Stated(ChatOptions options) => new()
    {
        ["instructions"] = options.Instructions,
        ["temperature"] = options.Temperature,
        ["top_p"] = options.TopP,
        ["top_k"] = options.TopK,
        ["frequency_penalty"] = options.FrequencyPenalty,
        ["presence_penalty"] = options.PresencePenalty,
        ["seed"] = options.Seed,
        ["max_output"] = options.MaxOutputTokens,
        ["model"] = options.ModelId,
        ["conversation"] = options.ConversationId,
        ["stop"] = options.StopSequences is { Count: > 0 } stops ? stops : null,
        ["several_tools"] = options.AllowMultipleToolCalls,
        ["effort"] = options.Reasoning?.Effort?.ToString(),
        ["thoughts"] = options.Reasoning?.Output?.ToString(),
        ["tool_mode"] = options.ToolMode switch
        {
            null => null,
            RequiredChatToolMode required => $"required {required.RequiredFunctionName}",
            NoneChatToolMode => "none",
            _ => "auto",
        },
        ["format"] = options.ResponseFormat switch
        {
            null => null,
            ChatResponseFormatJson { Schema: { } schema } => schema,
            ChatResponseFormatJson => "json",
            _ => "text",
        },
        ["further"] = options.AdditionalProperties is { Count: > 0 } further ? further : null,
    };
}
