using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.Anthropic;

/// <summary>Reads a message that came whole.</summary>
internal static class AnthropicAnswer
{
    public static async Task<ChatResponse> ReadAsync(WireAnswer answer, CancellationToken cancellationToken)
    {
        using var document = await answer.JsonAsync(cancellationToken);
        var root = document.RootElement;
        if (ServerComplaint.In(root) is { } complaint)
            throw answer.Told(complaint);

        answer.Progress.Usage = AnthropicWords.Usage(root.Member("usage"), before: null);
        if (root.Member("content").ValueKind != JsonValueKind.Array)
            throw answer.Malformed("What came holds no content of a message");

        List<AIContent> contents = [.. root.Member("content").Items().Select(Block).OfType<AIContent>()];
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = root.Member("id").Text() })
        {
            ResponseId = root.Member("id").Text(),
            ModelId = root.Member("model").Text(),
            FinishReason = AnthropicWords.Finish(root.Member("stop_reason").Text()),
            Usage = answer.Progress.Usage,
        };
    }

    private static AIContent? Block(JsonElement block) => block.Member("type").Text() switch
    {
        "text" => new TextContent(block.Member("text").Text()),
        "tool_use" => CallContents.Of(block.Member("id").Text() ?? "", block.Member("name").Text() ?? "", block.Member("input")),
        "thinking" => AnthropicWords.Thought(block.Member("thinking").Text() ?? "", block.Member("signature").Text()),
        "redacted_thinking" => AnthropicWords.Redacted(block.Member("data").Text()),
        _ => null,
    };
}
