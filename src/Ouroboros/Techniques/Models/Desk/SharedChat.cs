using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Desk;

/// <summary>A client that several use: whoever ends one of theirs does not end it for the others.</summary>
internal sealed class SharedChat(IChatClient client) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        client.GetResponseAsync(messages, options, cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        client.GetStreamingResponseAsync(messages, options, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey) => client.GetService(serviceType, serviceKey);

    public void Dispose()
    {
        // The desk made it and disposes of it.
    }
}
