using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.OpenAi;

/// <summary>Reads a chat completion that came whole.</summary>
internal static class OpenAiAnswer
{
    public static async Task<ChatResponse> ReadAsync(WireAnswer answer, string callPrefix, CancellationToken cancellationToken)
    {
        using var document = await answer.JsonAsync(cancellationToken);
        var root = document.RootElement;
        if (ServerComplaint.In(root) is { } complaint)
            throw answer.Told(complaint);

        answer.Progress.Usage = OpenAiWords.Usage(root.Member("usage"));
        var choice = root.Member("choices").Items().FirstOrDefault();
        var told = choice.Member("message");
        if (told.ValueKind != JsonValueKind.Object)
            throw answer.Malformed("What came holds no choice with a message");

        var message = new ChatMessage(ChatRole.Assistant, Contents(told, callPrefix)) { MessageId = root.Member("id").Text() };
        return new ChatResponse(message)
        {
            ResponseId = root.Member("id").Text(),
            ModelId = root.Member("model").Text(),
            CreatedAt = root.Member("created").Moment(),
            FinishReason = OpenAiWords.Finish(choice.Member("finish_reason").Text(), message.Contents),
            Usage = answer.Progress.Usage,
        };
    }

    private static List<AIContent> Contents(JsonElement message, string callPrefix)
    {
        var contents = new List<AIContent>();
        if (OpenAiWords.Reasoning(message) is { Length: > 0 } thought)
            contents.Add(new TextReasoningContent(thought));
        if (OpenAiWords.Content(message) is { Length: > 0 } text)
            contents.Add(new TextContent(text));
        if (message.Member("refusal").Text() is { Length: > 0 } refusal)
            contents.Add(OpenAiWords.Refusal(refusal));
        contents.AddRange(message.Member("tool_calls").Items().Select((call, i) => Call(call, $"{callPrefix}{i}")));
        return contents;
    }

    private static FunctionCallContent Call(JsonElement call, string id)
    {
        var function = call.Member("function");
        var read = CallContents.Of(call.Member("id").Text() is { Length: > 0 } own ? own : id, function.Member("name").Text() ?? "", function.Member("arguments"));
        return OpenAiWords.WithExtra(read, call);
    }
}
