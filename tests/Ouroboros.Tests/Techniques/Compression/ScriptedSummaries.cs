using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Ouroboros.Tests.Techniques.Compression;

/// <summary>A model that answers with what it was given to say, one answer a call, or fails as it was told to.</summary>
internal sealed class ScriptedSummaries(params object[] answers) : IChatClient
{
    private readonly Queue<object> answers = new(answers);

    public List<string> Asked { get; } = [];

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Asked.Add(string.Join('\n', messages.Select(m => m.Text)));
        return answers.Dequeue() switch
        {
            Exception failure => Task.FromException<ChatResponse>(failure),
            var answer => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer.ToString()))),
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        yield break;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
