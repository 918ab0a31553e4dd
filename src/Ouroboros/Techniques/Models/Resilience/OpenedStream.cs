using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Resilience;

/// <summary>
/// A streamed answer whose first piece has come. Until then nothing was handed on, so another attempt may take its place; from then on
/// trouble is the caller's, who has seen a part.
/// </summary>
internal sealed class OpenedStream : IAsyncDisposable
{
    private readonly IAsyncEnumerator<ChatResponseUpdate> updates;
    private readonly bool isEmpty;

    private OpenedStream(IAsyncEnumerator<ChatResponseUpdate> updates, bool isEmpty) => (this.updates, this.isEmpty) = (updates, isEmpty);

    public static async Task<OpenedStream> OpenAsync(IAsyncEnumerable<ChatResponseUpdate> stream, CancellationToken cancellationToken)
    {
        var updates = stream.GetAsyncEnumerator(cancellationToken);
        try
        {
            return new OpenedStream(updates, !await updates.MoveNextAsync());
        }
        catch
        {
            await updates.DisposeAsync();
            throw;
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync()
    {
        if (isEmpty)
            yield break;

        do
            yield return updates.Current;
        while (await updates.MoveNextAsync());
    }

    public ValueTask DisposeAsync() => updates.DisposeAsync();
}
