using Microsoft.Extensions.AI;

namespace Ouroboros.Tests.Fakes;

/// <summary>A model that never answers and hears no cancellation.</summary>
internal sealed class DeafModel(Action asked) : IChatClient
{
    private readonly TaskCompletionSource<ChatResponse> never = new();

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        asked();
        return never.Task;
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey) => null;

    public void Dispose()
    {
    }
}
