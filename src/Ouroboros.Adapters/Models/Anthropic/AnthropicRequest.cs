using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;

namespace Ouroboros.Adapters.Models.Anthropic;

/// <summary>
/// A request for a message. What stays the same from call to call, tools and system, stands first and is marked to be cached, and so is
/// the end of the conversation, which the next call begins with.
/// </summary>
internal sealed class AnthropicRequest(IReadOnlyList<ChatMessage> messages, ChatOptions options, string model, ModelEndpoint endpoint)
{
    // The field is required; the smallest limit among the models that are served.
    private const int UsualTokens = 8192;
    private const int LeastThought = 1024;

    public WireRequest ToWire(bool streams) => new("/v1/messages", JsonBody.Of(json => Write(json, streams))) { Streams = streams };

    private void Write(Utf8JsonWriter json, bool streams)
    {
        var thought = Thought();
        json.WriteString("model", model);
        json.WriteNumber("max_tokens", Most);
        WriteTools(json, isThinking: thought > 0);
        WriteSystem(json);
        new AnthropicMessages(endpoint).Write(json, messages);
        WriteThought(json, thought);
        WriteSampling(json, isThinking: thought > 0);
        if (streams)
            json.WriteBoolean("stream", true);
    }

    private void WriteSystem(Utf8JsonWriter json)
    {
        var texts = messages.Where(m => m.Role == ChatRole.System).Select(MessageParts.Text).Prepend(options.Instructions)
            .Where(t => !string.IsNullOrWhiteSpace(t)).ToList();
        if (texts.Count == 0)
            return;

        json.WriteStartArray("system");
        foreach (var (i, text) in texts.Index())
        {
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("text", text);
            if (i == texts.Count - 1)
                WriteCached(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteTools(Utf8JsonWriter json, bool isThinking)
    {
        var tools = options.Tools?.OfType<AIFunctionDeclaration>().ToList() ?? [];
        if (tools.Count == 0)
            return;

        json.WriteStartArray("tools");
        foreach (var (i, tool) in tools.Index())
        {
            json.WriteStartObject();
            json.WriteString("name", tool.Name);
            if (tool.Description.Length > 0)
                json.WriteString("description", tool.Description);
            json.WritePropertyName("input_schema");
            tool.JsonSchema.WriteTo(json);
            if (i == tools.Count - 1)
                WriteCached(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteChoice(json, isThinking);
    }

    private void WriteChoice(Utf8JsonWriter json, bool isThinking)
    {
        var required = options.ToolMode as RequiredChatToolMode;
        var kind = options.ToolMode is NoneChatToolMode ? "none"
            // One that thinks first may not be forced.
            : required is null || isThinking ? "auto"
            : required.RequiredFunctionName is null ? "any" : "tool";
        var isSingle = options.AllowMultipleToolCalls == false && kind != "none";
        if (kind == "auto" && !isSingle)
            return;

        json.WriteStartObject("tool_choice");
        json.WriteString("type", kind);
        if (kind == "tool")
            json.WriteString("name", required!.RequiredFunctionName);
        if (isSingle)
            json.WriteBoolean("disable_parallel_tool_use", true);
        json.WriteEndObject();
    }

    private void WriteSampling(Utf8JsonWriter json, bool isThinking)
    {
        if (options.StopSequences is { Count: > 0 } stops)
        {
            json.WriteStartArray("stop_sequences");
            foreach (var stop in stops)
                json.WriteStringValue(stop);
            json.WriteEndArray();
        }

        if (isThinking || !AnthropicModel.TakesSampling(model))
            return;

        // The models of 4.5 take one of the two; the temperature is the one people set.
        if (options.Temperature is { } temperature && float.IsFinite(temperature))
            json.WriteNumber("temperature", Math.Clamp(temperature, 0, 1));
        else if (options.TopP is { } part && float.IsFinite(part))
            json.WriteNumber("top_p", part);
        if (options.TopK is { } most)
            json.WriteNumber("top_k", most);
    }

    private void WriteThought(Utf8JsonWriter json, int thought)
    {
        if (AnthropicModel.IsAdaptive(model) && options.Reasoning?.Effort is { } effort)
        {
            if (effort != ReasoningEffort.None)
                WriteThinking(json, "adaptive", 0);
            json.WriteStartObject("output_config");
            json.WriteString("effort", Word(effort));
            json.WriteEndObject();
        }
        else if (thought > 0)
        {
            WriteThinking(json, "enabled", thought);
        }
    }

    private static void WriteThinking(Utf8JsonWriter json, string type, int budget)
    {
        json.WriteStartObject("thinking");
        json.WriteString("type", type);
        if (budget > 0)
            json.WriteNumber("budget_tokens", budget);
        json.WriteEndObject();
    }

    // Highest came only with 4.7.
    private string Word(ReasoningEffort effort) => effort switch
    {
        ReasoningEffort.None or ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.ExtraHigh when !AnthropicModel.TakesSampling(model) => "xhigh",
        _ => "high",
    };

    private int Most => options.MaxOutputTokens ?? UsualTokens;

    /// <summary>
    /// The tokens a model that does not decide itself may think for. They are among those it may write, which are paid for and so not
    /// raised for it; half of them are left for the answer.
    /// </summary>
    private int Thought()
    {
        var wished = AnthropicModel.IsAdaptive(model) ? 0 : options.Reasoning?.Effort switch
        {
            ReasoningEffort.Low => LeastThought,
            ReasoningEffort.Medium => LeastThought * 4,
            ReasoningEffort.High => LeastThought * 12,
            ReasoningEffort.ExtraHigh => LeastThought * 24,
            _ => 0,
        };
        var granted = Math.Min(wished, Most / 2);
        return granted < LeastThought ? 0 : granted;
    }

    internal static void WriteCached(Utf8JsonWriter json)
    {
        json.WriteStartObject("cache_control");
        json.WriteString("type", "ephemeral");
        json.WriteEndObject();
    }
}
