using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Tests.Fakes;

/// <summary>Fills masks as a function says, and remembers what it was asked.</summary>
internal sealed class FillingModel(Func<AIContent, string> fill) : IChatClient
{
    public List<AIContent> Asked { get; } = [];

    public List<ChatOptions> Options { get; } = [];

    public long TokensEach { get; init; } = 10;

    /// <summary>Knows how a file should be: gives what stands there in it, wherever the rest is as it should be, and nonsense elsewhere.</summary>
    public static FillingModel Knowing(string right, string otherwise = "0") => new(asked => Missing(asked, right) ?? otherwise);

    public static string? Missing(AIContent asked, string right)
    {
        var (prefix, suffix) = asked switch
        {
            FillContent fill => (WithoutTold(fill.Prefix), fill.Suffix),
            RewriteContent rewrite => (rewrite.Before, rewrite.After),
            _ => throw new InvalidOperationException($"Asked by {asked.GetType().Name}."),
        };
        return prefix.Length + suffix.Length <= right.Length && right.StartsWith(prefix, StringComparison.Ordinal) && right.EndsWith(suffix, StringComparison.Ordinal)
            ? right[prefix.Length..(right.Length - suffix.Length)] : null;
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asked = messages.Single().Contents.Single();
        Asked.Add(asked);
        Options.Add(options!);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, fill(asked))) { Usage = new UsageDetails { TotalTokenCount = TokensEach } });
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey) => null;

    public void Dispose()
    {
    }

    private static string WithoutTold(string prefix)
    {
        while (prefix.StartsWith("# failing test", StringComparison.Ordinal) || prefix.StartsWith("// failing test", StringComparison.Ordinal))
            prefix = prefix[(prefix.IndexOf('\n', StringComparison.Ordinal) + 1)..];

        return prefix;
    }
}
