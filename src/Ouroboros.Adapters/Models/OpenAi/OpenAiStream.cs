using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.OpenAi;

/// <summary>Reads a chat completion piece by piece. Texts are passed on as they come, calls when they are complete.</summary>
internal sealed class OpenAiStream(WireAnswer answer, string callPrefix)
{
    private readonly OpenAiCalls calls = new(callPrefix);
    private string? finish;
    private bool hasChoice;
    private bool hasRefused;

    /// <summary>As the first piece that names them has them.</summary>
    private (string? Id, string? Model, DateTimeOffset? Created) named;

    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isEnded = false;
        await foreach (var told in answer.EventsAsync(cancellationToken))
        {
            if (told.Data.Trim() is "[DONE]")
            {
                isEnded = true;
                break;
            }

            foreach (var update in Take(told))
                yield return update;
        }

        if (!hasChoice && isEnded)
            throw answer.Malformed("The stream ended without any choice");
        // Some servers leave the end mark out; none goes on after it said why it stopped.
        if (!isEnded && finish is null)
            throw answer.Trouble(ModelTrouble.Cut, "The stream ended before its end mark", "Try again.");

        yield return Last();
    }

    private List<ChatResponseUpdate> Take(ServerEvent told)
    {
        if (told.Data.AsSpan().Trim().IsEmpty)
            return [];

        using var document = answer.Parse(told);
        var root = document.RootElement;
        if (ServerComplaint.In(root) is { } complaint)
            throw answer.Told(complaint);
        if (told.Type == "error")
            throw answer.Told(new ServerComplaint(0, "", root.Member("message").Text() ?? root.GetRawText()));

        named = (named.Id ?? root.Member("id").Text(), named.Model ?? root.Member("model").Text(), named.Created ?? root.Member("created").Moment());
        // Some tell the usage with every piece: the last one counts, and it is passed on once.
        answer.Progress.Usage = OpenAiWords.Usage(root.Member("usage")) ?? answer.Progress.Usage;
        return [.. root.Member("choices").Items().Take(1).SelectMany(TakeChoice).Select(c => Update([c]))];
    }

    private List<AIContent> TakeChoice(JsonElement choice)
    {
        hasChoice = true;
        finish = choice.Member("finish_reason").Text() ?? finish;
        // A server that streams but ends with a whole message has none to add to it.
        var delta = choice.Member("delta") is { ValueKind: JsonValueKind.Object } piece ? piece : choice.Member("message");
        answer.Progress.Received += delta.Member("tool_calls").Items().Sum(calls.Take);
        var contents = new List<AIContent>();
        if (OpenAiWords.Reasoning(delta) is { Length: > 0 } thought)
            contents.Add(new TextReasoningContent(thought));
        if (OpenAiWords.Content(delta) is { Length: > 0 } text)
            contents.Add(new TextContent(text));
        if (delta.Member("refusal").Text() is { Length: > 0 } refusal)
            contents.Add(OpenAiWords.Refusal(refusal));
        hasRefused |= contents.Any(c => c is ErrorContent);
        answer.Progress.Received += contents.Sum(Length);
        return contents;
    }

    private ChatResponseUpdate Last()
    {
        List<AIContent> contents = [.. calls.All];
        var reason = hasRefused ? ChatFinishReason.ContentFilter : OpenAiWords.Finish(finish, contents);
        if (answer.Progress.Usage is { } usage)
            contents.Add(new UsageContent(usage));
        var last = Update(contents);
        last.FinishReason = reason;
        return last;
    }

    private ChatResponseUpdate Update(IList<AIContent> contents) => new(ChatRole.Assistant, contents)
    {
        ResponseId = named.Id,
        MessageId = named.Id,
        ModelId = named.Model,
        CreatedAt = named.Created,
    };

    private static int Length(AIContent content) => content switch
    {
        TextContent text => text.Text.Length,
        TextReasoningContent thought => thought.Text.Length,
        ErrorContent refusal => refusal.Message.Length,
        _ => 0,
    };
}
