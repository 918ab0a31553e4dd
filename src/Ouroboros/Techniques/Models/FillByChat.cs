using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models;

/// <summary>
/// Lets a model that can only chat fill a gap or write a region anew: it is asked in words, and the code is taken out of what it answers.
/// A call that asks for neither passes as it is.
/// </summary>
public sealed class FillByChat(IChatClient chat) : DelegatingChatClient(chat)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        if (Asked(all) is not { } asked)
            return await base.GetResponseAsync(all, options, cancellationToken);

        var response = await base.GetResponseAsync([.. all.Select(InWords)], options, cancellationToken);
        var message = response.Messages.LastOrDefault(m => m.Role == ChatRole.Assistant);
        if (message is null || response.Text.Length == 0)
            return response;

        var code = asked is FillContent fill ? FillPrompt.Code(fill, response.Text) : FencedCode.InPlaceOf(((RewriteContent)asked).Region, response.Text);
        message.Contents = [.. message.Contents.Where(c => c is not TextContent), new TextContent(code)];
        response.Messages = [message];
        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        if (Asked(all) is null)
        {
            await foreach (var update in base.GetStreamingResponseAsync(all, options, cancellationToken))
                yield return update;

            yield break;
        }

        foreach (var update in (await GetResponseAsync(all, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    private static AIContent? Asked(List<ChatMessage> messages) => messages.SelectMany(m => m.Contents).LastOrDefault(c => c is FillContent or RewriteContent);

    private static ChatMessage InWords(ChatMessage message)
    {
        if (!message.Contents.Any(c => c is FillContent or RewriteContent))
            return message;

        var told = message.Clone();
        told.Contents = [.. message.Contents.Select(InWords)];
        return told;
    }

    private static AIContent InWords(AIContent content) => content switch
    {
        FillContent fill => new TextContent(FillPrompt.Of(fill)),
        RewriteContent rewrite => new TextContent(FillPrompt.Of(rewrite)),
        _ => content,
    };
}
