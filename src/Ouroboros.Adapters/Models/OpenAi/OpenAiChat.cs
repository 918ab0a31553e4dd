using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Wire;

namespace Ouroboros.Adapters.Models.OpenAi;

/// <summary>
/// Chat completions of OpenAI and of all who speak like it. Built against the documented contract and tested against a local double: no
/// provider was reachable where it was made.
/// </summary>
/// <param name="model">Asked where a call names no other.</param>
public sealed class OpenAiChat(ModelWire wire, OpenAiDialect dialect, string model) : IChatClient
{
    private readonly ChatClientMetadata metadata = new(wire.Endpoint.Provider, wire.Endpoint.Base, model);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new OpenAiRequest([.. messages], options ?? new ChatOptions(), dialect, options?.ModelId ?? model, wire.Endpoint);
        using var answer = await wire.SendAsync(request.ToWire(streams: false), cancellationToken);
        return answer.IsStream
            ? await new OpenAiStream(answer, request.CallPrefix).ReadAsync(cancellationToken).ToChatResponseAsync(cancellationToken)
            : await OpenAiAnswer.ReadAsync(answer, request.CallPrefix, cancellationToken);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new OpenAiRequest([.. messages], options ?? new ChatOptions(), dialect, options?.ModelId ?? model, wire.Endpoint);
        using var answer = await wire.SendAsync(request.ToWire(streams: true), cancellationToken);
        if (answer.IsStream)
        {
            await foreach (var update in new OpenAiStream(answer, request.CallPrefix).ReadAsync(cancellationToken))
                yield return update;

            yield break;
        }

        foreach (var update in (await OpenAiAnswer.ReadAsync(answer, request.CallPrefix, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>The wire is whose it was.</summary>
    public void Dispose()
    {
    }
}
