using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.Filling;

/// <summary>
/// Sends what is to be filled in or written anew to the endpoint for it, and all else to the chat; and these too, where the server turns
/// out to have no such endpoint. Built against the documented contracts and tested against a local double.
/// </summary>
/// <param name="chat">One that can also be asked in words, as <see cref="FillByChat"/> does.</param>
/// <param name="model">The model that fills; it need not be the one that chats.</param>
/// <param name="rewrites">Whether there is an endpoint that writes a region anew, as Inception has it.</param>
public sealed class FillingChat(IChatClient chat, ModelWire wire, string model, FillEndpoint endpoint, bool rewrites) : DelegatingChatClient(chat)
{
    // What a server said once that it does not have, or not for this model, is not asked for again.
    private volatile bool cannotFill = endpoint == FillEndpoint.None;
    private volatile bool cannotRewrite = !rewrites;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        return await TryAsync(all, options ?? new ChatOptions(), cancellationToken) ?? await base.GetResponseAsync(all, options, cancellationToken);
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        if (await TryAsync(all, options ?? new ChatOptions(), cancellationToken) is { } filled)
        {
            foreach (var update in filled.ToChatResponseUpdates())
                yield return update;

            yield break;
        }

        await foreach (var update in base.GetStreamingResponseAsync(all, options, cancellationToken))
            yield return update;
    }

    private async Task<ChatResponse?> TryAsync(List<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        var asked = messages.SelectMany(m => m.Contents).LastOrDefault(c => c is FillContent or RewriteContent);
        var request = new FillRequest(model, options);
        return asked switch
        {
            FillContent fill when !cannotFill =>
                await TryAsync(request.Fill(fill, endpoint), text => text, () => cannotFill = true, cancellationToken),
            RewriteContent rewrite when !cannotRewrite && EditPrompt.CanHold(rewrite) =>
                await TryAsync(request.Rewrite(rewrite), text => Rewritten(rewrite, text), () => cannotRewrite = true, cancellationToken),
            _ => null,
        };
    }

    private async Task<ChatResponse?> TryAsync(WireRequest request, Func<string, string> code, Action giveUp, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await wire.SendAsync(request, cancellationToken);
            return await FillAnswer.ReadAsync(answer, code, cancellationToken);
        }
        catch (ModelTroubleException thrown) when (thrown.Trouble is ModelTrouble.NotFound or ModelTrouble.Rejected)
        {
            giveUp();
            return null;
        }
    }

    // The endpoint says None where it would change nothing.
    private static string Rewritten(RewriteContent rewrite, string text) =>
        text.Trim() is "None" ? rewrite.Region : FencedCode.InPlaceOf(rewrite.Region, text.Replace("<|cursor|>", "", StringComparison.Ordinal));
}
