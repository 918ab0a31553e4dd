using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Ouroboros.Runs;

namespace Ouroboros.Techniques.Models.Resilience;

/// <summary>
/// Tries again what may pass, after a pause that doubles, and not before the server is ready where it says when. A streamed answer is tried
/// again only while nothing of it was handed on.
/// </summary>
public sealed class PatientChat(
    IChatClient inner, ModelName model, Budget budget, ResilienceOptions resilience, TimeProvider clock, Random random, IModelObserver? observer)
    : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        return TryAsync(() => base.GetResponseAsync(asked, options, cancellationToken), cancellationToken);
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        var inner = InnerClient;
        await using var stream = await TryAsync(
            () => OpenedStream.OpenAsync(inner.GetStreamingResponseAsync(asked, options, cancellationToken), cancellationToken), cancellationToken);
        await foreach (var update in stream.ReadAsync())
            yield return update;
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var retry = 1; ; retry++)
        {
            try
            {
                return await attempt();
            }
            catch (ModelTroubleException trouble) when (trouble.MayPass && retry <= resilience.MostRetries)
            {
                if (PauseBefore(retry, trouble) is not { } pause)
                    throw;

                observer?.Retries(model, trouble, retry, resilience.MostRetries, pause);
                await Task.Delay(pause, clock, cancellationToken);
            }
        }
    }

    /// <summary>Null where the time that is left does not suffice.</summary>
    private TimeSpan? PauseBefore(int retry, ModelTroubleException trouble)
    {
        TimeSpan pause;

        // Calls of one run share the source of chance, which serves one at a time.
        lock (random)
            pause = resilience.Backoff.After(retry, random);

        if (trouble.RetryAfter is { } asked && asked > pause)
            pause = asked;
        if (budget.Left <= pause)
            return null;

        return pause < resilience.LongestPause ? pause : resilience.LongestPause;
    }
}
