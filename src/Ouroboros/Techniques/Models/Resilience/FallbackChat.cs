using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Resilience;

/// <summary>
/// Asks the first model of a chain, and on any trouble the next one. A limit of the run ends the call instead: it binds them all. Every call
/// begins with the first again; one that is down is passed over by its breaker.
/// </summary>
public sealed class FallbackChat(IReadOnlyList<KeyValuePair<ModelName, IChatClient>> chain, IModelObserver? observer) : IChatClient
{
    /// <summary>The model that answered last, or null.</summary>
    public ModelName? Answered { get; private set; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        return TryAsync(client => client.GetResponseAsync(asked, options, cancellationToken), cancellationToken);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        await using var stream = await TryAsync(
            client => OpenedStream.OpenAsync(client.GetStreamingResponseAsync(asked, options, cancellationToken), cancellationToken), cancellationToken);
        await foreach (var update in stream.ReadAsync())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : chain[0].Value.GetService(serviceType, serviceKey);

    public void Dispose()
    {
        foreach (var (_, client) in chain)
            client.Dispose();
    }

    private async Task<T> TryAsync<T>(Func<IChatClient, Task<T>> ask, CancellationToken cancellationToken)
    {
        var troubles = new List<ModelTroubleException>();
        foreach (var (model, client) in chain)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var answer = await ask(client);
                Answered = model;
                return answer;
            }
            catch (ModelTroubleException trouble) when (trouble.Trouble != ModelTrouble.Unaffordable && chain.Count > 1)
            {
                troubles.Add(trouble);
                if (troubles.Count < chain.Count)
                    observer?.FallsBack(model, chain[troubles.Count].Key, trouble);
            }
        }

        throw new ModelTroubleException(
            troubles[^1].Trouble, $"No model of {chain.Count} answered. {string.Join(' ', troubles.Select((t, i) => $"{chain[i].Key}: {t.Message}"))}", troubles[^1])
        {
            RetryAfter = troubles.Min(t => t.RetryAfter),
        };
    }
}
