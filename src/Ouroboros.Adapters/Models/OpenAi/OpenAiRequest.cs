using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;

namespace Ouroboros.Adapters.Models.OpenAi;

/// <summary>A request for a chat completion, as small as it can be: what is not asked for is not named.</summary>
internal sealed class OpenAiRequest(IReadOnlyList<ChatMessage> messages, ChatOptions options, OpenAiDialect dialect, string model, ModelEndpoint endpoint)
{
    /// <summary>Begins the ids of calls that a server gave none: a conversation only grows, so no two turns share it.</summary>
    public string CallPrefix => $"call_{messages.Count}_";

    public WireRequest ToWire(bool streams) => new("chat/completions", JsonBody.Of(json => Write(json, streams))) { Streams = streams };

    private void Write(Utf8JsonWriter json, bool streams)
    {
        json.WriteString("model", model);
        new OpenAiMessages(endpoint).Write(json, messages, options.Instructions);
        WriteTools(json);
        WriteSampling(json);
        WriteFormat(json);
        if (Effort() is { } effort)
            json.WriteString("reasoning_effort", effort);
        if (!streams)
            return;

        json.WriteBoolean("stream", true);
        if (!dialect.StreamOptions)
            return;

        json.WriteStartObject("stream_options");
        json.WriteBoolean("include_usage", true);
        json.WriteEndObject();
    }

    private void WriteSampling(Utf8JsonWriter json)
    {
        var isReasoner = dialect.IsReasoner(model);
        if (options.MaxOutputTokens is { } most)
            json.WriteNumber(isReasoner ? "max_completion_tokens" : "max_tokens", most);
        if (!isReasoner)
        {
            WriteNumber(json, "temperature", options.Temperature);
            WriteNumber(json, "top_p", options.TopP);
            WriteNumber(json, "frequency_penalty", options.FrequencyPenalty);
            WriteNumber(json, "presence_penalty", options.PresencePenalty);
        }

        if (dialect.Seeds && options.Seed is { } seed)
            json.WriteNumber("seed", seed);
        if (options.StopSequences is not { Count: > 0 } stops)
            return;

        json.WriteStartArray("stop");
        foreach (var stop in stops)
            json.WriteStringValue(stop);
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, float? value)
    {
        if (value is { } number && float.IsFinite(number))
            json.WriteNumber(name, number);
    }

    private void WriteTools(Utf8JsonWriter json)
    {
        var tools = options.Tools?.OfType<AIFunctionDeclaration>().ToList() ?? [];
        if (tools.Count == 0)
            return;

        json.WriteStartArray("tools");
        foreach (var tool in tools)
            WriteTool(json, tool);
        json.WriteEndArray();
        if (dialect.ToolChoice)
            WriteChoice(json);
    }

    private static void WriteTool(Utf8JsonWriter json, AIFunctionDeclaration tool)
    {
        json.WriteStartObject();
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", tool.Name);
        if (tool.Description.Length > 0)
            json.WriteString("description", tool.Description);
        json.WritePropertyName("parameters");
        tool.JsonSchema.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteChoice(Utf8JsonWriter json)
    {
        switch (options.ToolMode)
        {
            case NoneChatToolMode:
                json.WriteString("tool_choice", "none");
                break;
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                json.WriteStartObject("tool_choice");
                json.WriteString("type", "function");
                json.WriteStartObject("function");
                json.WriteString("name", name);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case RequiredChatToolMode:
                json.WriteString("tool_choice", "required");
                break;
        }

        if (options.AllowMultipleToolCalls is { } several)
            json.WriteBoolean("parallel_tool_calls", several);
    }

    private void WriteFormat(Utf8JsonWriter json)
    {
        if (options.ResponseFormat is not ChatResponseFormatJson format)
            return;

        var schema = dialect.Schemas ? format.Schema : null;
        json.WriteStartObject("response_format");
        json.WriteString("type", schema is null ? "json_object" : "json_schema");
        if (schema is { } held)
        {
            json.WriteStartObject("json_schema");
            json.WriteString("name", format.SchemaName ?? "answer");
            json.WritePropertyName("schema");
            held.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private string? Effort() =>
        options.AdditionalProperties?.TryGetValue("reasoning_effort", out string? word) == true ? word
        : options.Reasoning?.Effort is { } effort ? dialect.Efforts.GetValueOrDefault(effort)
        : null;
}
