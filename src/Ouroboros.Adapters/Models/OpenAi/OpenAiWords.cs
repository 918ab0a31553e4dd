using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.OpenAi;

/// <summary>What the words of chat completions mean.</summary>
internal static class OpenAiWords
{
    /// <summary>A server may say that it stopped where it called, or that it stopped where it refused.</summary>
    public static ChatFinishReason? Finish(string? word, IEnumerable<AIContent> contents) => word switch
    {
        _ when contents.Any(c => c is ErrorContent) => ChatFinishReason.ContentFilter,
        "tool_calls" or "function_call" => ChatFinishReason.ToolCalls,
        "length" or "max_tokens" => ChatFinishReason.Length,
        "content_filter" or "refusal" => ChatFinishReason.ContentFilter,
        null or "" or "stop" or "eos" when contents.Any(c => c is FunctionCallContent) => ChatFinishReason.ToolCalls,
        null or "" => null,
        "stop" or "eos" => ChatFinishReason.Stop,
        _ => string.IsNullOrWhiteSpace(word) ? null : new ChatFinishReason(word),
    };

    public static ErrorContent Refusal(string words) => new(words) { ErrorCode = "refusal" };

    /// <summary>A text, or parts of which some are texts.</summary>
    public static string Content(JsonElement message)
    {
        var content = message.Member("content");
        return content.Text() ?? string.Concat(content.Items().Select(p => p.Member("text").Text()));
    }

    /// <summary>Servers agree on no name for it.</summary>
    public static string? Reasoning(JsonElement message) => message.Member("reasoning_content").Text() ?? message.Member("reasoning").Text();

    public static FunctionCallContent WithExtra(FunctionCallContent call, JsonElement told) =>
        CallContents.WithOwn(call, told.Member(OpenAiMessages.Extra) is { ValueKind: JsonValueKind.Object } extra ? extra : null);

    public static UsageDetails? Usage(JsonElement usage)
    {
        if (usage.ValueKind != JsonValueKind.Object)
            return null;

        var (asked, written) = (usage.Member("prompt_tokens").Tokens(), usage.Member("completion_tokens").Tokens());
        return new UsageDetails
        {
            InputTokenCount = asked,
            OutputTokenCount = written,
            TotalTokenCount = usage.Member("total_tokens").Tokens() ?? asked + written,
            CachedInputTokenCount = usage.Member("prompt_tokens_details").Member("cached_tokens").Tokens() ?? usage.Member("prompt_cache_hit_tokens").Tokens(),
            ReasoningTokenCount = usage.Member("completion_tokens_details").Member("reasoning_tokens").Tokens() ?? usage.Member("reasoning_tokens").Tokens(),
        };
    }
}
