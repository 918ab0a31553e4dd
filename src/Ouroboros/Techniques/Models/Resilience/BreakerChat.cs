using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Resilience;

/// <summary>Calls a provider only while its breaker lets calls through, and tells that how they end.</summary>
public sealed class BreakerChat(IChatClient inner, Breaker breaker) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var isTrial = await breaker.EnterAsync(cancellationToken);
        bool? hasAnswered = null;
        try
        {
            var answer = await base.GetResponseAsync(messages, options, cancellationToken);
            hasAnswered = true;
            return answer;
        }
        catch (ModelTroubleException trouble)
        {
            hasAnswered = Breaker.HasAnswered(trouble.Trouble);
            throw;
        }
        finally
        {
            breaker.Leave(isTrial, hasAnswered);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isTrial = await breaker.EnterAsync(cancellationToken);
        bool? hasAnswered = null;
        try
        {
            await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await MovesOnAsync(updates))
                yield return updates.Current;

            hasAnswered = true;
        }
        finally
        {
            breaker.Leave(isTrial, hasAnswered);
        }

        async Task<bool> MovesOnAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
        {
            try
            {
                return await updates.MoveNextAsync();
            }
            catch (ModelTroubleException trouble)
            {
                hasAnswered = Breaker.HasAnswered(trouble.Trouble);
                throw;
            }
        }
    }
}
