using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.OpenAi;
using Ouroboros.Adapters.Models.Wire;

namespace Ouroboros.Adapters.Models.Filling;

/// <summary>Reads what an endpoint filled in.</summary>
internal static class FillAnswer
{
    /// <param name="code">Takes the code out of what came.</param>
    public static async Task<ChatResponse> ReadAsync(WireAnswer answer, Func<string, string> code, CancellationToken cancellationToken)
    {
        using var document = await answer.JsonAsync(cancellationToken);
        var root = document.RootElement;
        if (ServerComplaint.In(root) is { } complaint)
            throw answer.Told(complaint);

        answer.Progress.Usage = OpenAiWords.Usage(root.Member("usage")) ?? Usage(root);
        var choice = root.Member("choices").Items().FirstOrDefault();
        // A completion has a text, one that is a chat after all has a message, llama.cpp neither.
        var text = choice.Member("text").Text() ?? choice.Member("message").Member("content").Text() ?? root.Member("content").Text()
            ?? throw answer.Malformed("What came holds no text to fill in");
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, code(text)))
        {
            ResponseId = root.Member("id").Text(),
            ModelId = root.Member("model").Text(),
            CreatedAt = root.Member("created").Moment(),
            FinishReason = OpenAiWords.Finish(choice.Member("finish_reason").Text() ?? Stop(root), []),
            Usage = answer.Progress.Usage,
        };
    }

    private static string? Stop(JsonElement root) =>
        root.Member("stop_type").Text() is "limit" || root.Member("stopped_limit").ValueKind == JsonValueKind.True ? "length" : "stop";

    private static UsageDetails? Usage(JsonElement root)
    {
        var (asked, written) = (root.Member("tokens_evaluated").Tokens(), root.Member("tokens_predicted").Tokens());
        return asked is null && written is null ? null : new UsageDetails { InputTokenCount = asked, OutputTokenCount = written, TotalTokenCount = asked + written };
    }
}
