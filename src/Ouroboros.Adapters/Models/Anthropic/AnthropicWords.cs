using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;

namespace Ouroboros.Adapters.Models.Anthropic;

/// <summary>What the words of Anthropic's messages mean.</summary>
internal static class AnthropicWords
{
    public static ChatFinishReason? Finish(string? word) => word switch
    {
        null or "" => null,
        "end_turn" or "stop_sequence" => ChatFinishReason.Stop,
        "max_tokens" or "model_context_window_exceeded" => ChatFinishReason.Length,
        "tool_use" => ChatFinishReason.ToolCalls,
        "refusal" => ChatFinishReason.ContentFilter,
        _ => string.IsNullOrWhiteSpace(word) ? null : new ChatFinishReason(word),
    };

    public static TextReasoningContent Thought(string text, string? signature) => new(text) { ProtectedData = signature };

    public static TextReasoningContent Redacted(string? data) =>
        new("") { ProtectedData = data, AdditionalProperties = new AdditionalPropertiesDictionary { [AnthropicMessages.Redacted] = true } };

    /// <summary>
    /// What was read from or written to the cache stands beside the input there; here it is part of it, as with everybody else. A later
    /// piece tells sums again, not additions.
    /// </summary>
    public static UsageDetails? Usage(JsonElement usage, UsageDetails? before)
    {
        if (usage.ValueKind != JsonValueKind.Object)
            return before;

        var read = usage.Member("cache_read_input_tokens").Tokens();
        var kept = usage.Member("cache_creation_input_tokens").Tokens();
        var asked = usage.Member("input_tokens").Tokens() is { } fresh ? fresh + (read ?? 0) + (kept ?? 0) : before?.InputTokenCount;
        var written = usage.Member("output_tokens").Tokens() ?? before?.OutputTokenCount;
        return new UsageDetails
        {
            InputTokenCount = asked,
            OutputTokenCount = written,
            TotalTokenCount = asked + written,
            CachedInputTokenCount = read ?? before?.CachedInputTokenCount,
            AdditionalCounts = kept is { } stored ? new AdditionalPropertiesDictionary<long> { ["cache_creation_input_tokens"] = stored } : before?.AdditionalCounts,
        };
    }
}
