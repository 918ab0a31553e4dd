using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Traffic;

/// <summary>
/// Answers from memory what was answered before; that costs nothing, and so reports no use. Only whole answers are kept. Whoever wants
/// several answers to one request gives each a seed of its own.
/// </summary>
/// <param name="models">The model asked, or the chain of them.</param>
public sealed class CachedChat(IChatClient inner, string models, IAnswerMemo memo, IModelObserver? observer) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        var key = ChatRequestText.KeyOf(ChatRequestText.Of(models, asked, options));
        if (await RecallAsync(key, cancellationToken) is { } known)
            return known;

        var answer = await base.GetResponseAsync(asked, options, cancellationToken);
        await KeepAsync(key, answer, cancellationToken);
        return answer;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        var key = ChatRequestText.KeyOf(ChatRequestText.Of(models, asked, options));
        if (await RecallAsync(key, cancellationToken) is { } known)
        {
            foreach (var update in known.ToChatResponseUpdates())
                yield return update;

            yield break;
        }

        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in base.GetStreamingResponseAsync(asked, options, cancellationToken))
        {
            updates.Add(update);
            yield return update;
        }

        await KeepAsync(key, updates.ToChatResponse(), cancellationToken);
    }

    private async Task<ChatResponse?> RecallAsync(string key, CancellationToken cancellationToken)
    {
        if (await memo.RecallAsync(key, cancellationToken) is not { } text || AnswerJson.Read(text) is not { } known)
            return null;

        known.Usage = null;
        observer?.Recalled(models);
        return known;
    }

    private Task KeepAsync(string key, ChatResponse answer, CancellationToken cancellationToken) =>
        IsWhole(answer) ? memo.KeepAsync(key, AnswerJson.Write(answer), cancellationToken) : Task.CompletedTask;

    private static bool IsWhole(ChatResponse answer)
    {
        var contents = answer.Messages.SelectMany(m => m.Contents).ToList();
        return (answer.FinishReason is not { } finish || finish == ChatFinishReason.Stop || finish == ChatFinishReason.ToolCalls)
            && contents.TrueForAll(c => c is TextContent or TextReasoningContent or UsageContent or FunctionCallContent { Exception: null })
            && contents.Exists(c => c is FunctionCallContent or TextContent { Text.Length: > 0 });
    }
}
