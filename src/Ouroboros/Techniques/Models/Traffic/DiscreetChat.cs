using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Secrets;

namespace Ouroboros.Techniques.Models.Traffic;

/// <summary>Takes secrets out of all that is sent: messages, results of tools, arguments of calls, instructions.</summary>
public sealed class DiscreetChat(IChatClient inner, SecretRedactor redactor) : DelegatingChatClient(inner)
{
    private readonly DiscreetContents contents = new(redactor);

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        base.GetResponseAsync(messages.Select(Clear).ToList(), Clear(options), cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        base.GetStreamingResponseAsync(messages.Select(Clear).ToList(), Clear(options), cancellationToken);

    // A new message, since the caller goes on with the old one; what an adapter left on that goes with it.
    private ChatMessage Clear(ChatMessage message) => new(message.Role, [.. message.Contents.Select(contents.Clear)])
    {
        AuthorName = message.AuthorName,
        MessageId = message.MessageId,
        CreatedAt = message.CreatedAt,
    };

    private ChatOptions? Clear(ChatOptions? options)
    {
        if (options is null)
            return null;

        var cleared = options.Clone();
        cleared.Instructions = options.Instructions is { } instructions ? redactor.Redact(instructions) : null;
        if (options.AdditionalProperties is { } further)
            cleared.AdditionalProperties = new AdditionalPropertiesDictionary(contents.Clear(further));

        return cleared;
    }
}
