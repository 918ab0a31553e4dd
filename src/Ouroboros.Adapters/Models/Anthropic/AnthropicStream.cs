using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.Anthropic;

/// <summary>Reads a message event by event. Texts are passed on as they come, calls and signatures when their block ends.</summary>
internal sealed class AnthropicStream(WireAnswer answer)
{
    private readonly Dictionary<int, AnthropicBlock> open = [];
    private (string? Id, string? Model) named;
    private string? finish;
    private bool isEnded;

    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var told in answer.EventsAsync(cancellationToken))
        {
            if (Take(told) is { } content)
                yield return Update([content]);
            if (isEnded)
                break;
        }

        if (!isEnded)
            throw answer.Trouble(ModelTrouble.Cut, "The stream ended before its end mark", "Try again.");

        var last = Update(answer.Progress.Usage is { } usage ? [new UsageContent(usage)] : []);
        last.FinishReason = AnthropicWords.Finish(finish);
        yield return last;
    }

    private AIContent? Take(ServerEvent told)
    {
        if (told.Data.AsSpan().Trim().IsEmpty)
            return null;

        using var document = answer.Parse(told);
        var root = document.RootElement;
        if (ServerComplaint.In(root) is { } complaint)
            throw answer.Told(complaint);

        return root.Member("type").Text() switch
        {
            "message_start" => Start(root.Member("message")),
            "content_block_start" => Open(root),
            "content_block_delta" => Add(root),
            "content_block_stop" => open.Remove(Index(root), out var block) ? block.Close() : null,
            "message_delta" => Sum(root),
            "message_stop" => End(),
            // A ping, or what will be thought of later: the documentation asks to pass over it.
            _ => null,
        };
    }

    private AIContent? Start(JsonElement message)
    {
        named = (message.Member("id").Text(), message.Member("model").Text());
        answer.Progress.Usage = AnthropicWords.Usage(message.Member("usage"), answer.Progress.Usage);
        return null;
    }

    private AIContent? Open(JsonElement told)
    {
        var block = new AnthropicBlock(told.Member("content_block"));
        open[Index(told)] = block;
        answer.Progress.Received += block.Begun?.Length ?? 0;
        return block.Begun is { Length: > 0 } text ? new TextContent(text) : null;
    }

    private AIContent? Add(JsonElement told)
    {
        if (!open.TryGetValue(Index(told), out var block))
            throw answer.Malformed("A piece came for a block that was never begun");

        var (content, length) = block.Add(told.Member("delta"));
        answer.Progress.Received += length;
        return content;
    }

    private AIContent? Sum(JsonElement told)
    {
        finish = told.Member("delta").Member("stop_reason").Text() ?? finish;
        answer.Progress.Usage = AnthropicWords.Usage(told.Member("usage"), answer.Progress.Usage);
        return null;
    }

    private AIContent? End()
    {
        isEnded = true;
        return null;
    }

    private static int Index(JsonElement told) => told.Member("index").Whole() ?? 0;

    private ChatResponseUpdate Update(IList<AIContent> contents) =>
        new(ChatRole.Assistant, contents) { ResponseId = named.Id, MessageId = named.Id, ModelId = named.Model };
}
