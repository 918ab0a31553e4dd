using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Wire;

namespace Ouroboros.Adapters.Models.Anthropic;

/// <summary>
/// Messages of Anthropic. Built against the documented contract and tested against a local double: the provider was not reachable where
/// it was made.
/// </summary>
/// <param name="model">Asked where a call names no other.</param>
public sealed class AnthropicChat(ModelWire wire, string model) : IChatClient
{
    private readonly ChatClientMetadata metadata = new(wire.Endpoint.Provider, wire.Endpoint.Base, model);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var answer = await wire.SendAsync(Request(messages, options, streams: false), cancellationToken);
        return answer.IsStream
            ? await new AnthropicStream(answer).ReadAsync(cancellationToken).ToChatResponseAsync(cancellationToken)
            : await AnthropicAnswer.ReadAsync(answer, cancellationToken);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var answer = await wire.SendAsync(Request(messages, options, streams: true), cancellationToken);
        if (answer.IsStream)
        {
            await foreach (var update in new AnthropicStream(answer).ReadAsync(cancellationToken))
                yield return update;

            yield break;
        }

        foreach (var update in (await AnthropicAnswer.ReadAsync(answer, cancellationToken)).ToChatResponseUpdates())
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

    private WireRequest Request(IEnumerable<ChatMessage> messages, ChatOptions? options, bool streams) =>
        new AnthropicRequest([.. messages], options ?? new ChatOptions(), options?.ModelId ?? model, wire.Endpoint).ToWire(streams);
}
