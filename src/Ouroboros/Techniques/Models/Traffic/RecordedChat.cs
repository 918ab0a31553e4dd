using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Traffic;

/// <summary>Writes each request with its answer on a tape, a JSON object a line, for <see cref="ReplayedChat"/>. Troubles are not on it.</summary>
public sealed class RecordedChat(IChatClient inner, string model, TextWriter tape) : DelegatingChatClient(inner)
{
    private readonly SemaphoreSlim turn = new(1, 1);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        var answer = await base.GetResponseAsync(asked, options, cancellationToken);
        await WriteAsync(asked, options, answer, cancellationToken);
        return answer;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in base.GetStreamingResponseAsync(asked, options, cancellationToken))
        {
            updates.Add(update);
            yield return update;
        }

        await WriteAsync(asked, options, updates.ToChatResponse(), cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            turn.Dispose();

        base.Dispose(disposing);
    }

    private async Task WriteAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, ChatResponse answer, CancellationToken cancellationToken)
    {
        var request = ChatRequestText.Of(model, messages, options);
        var line = ValueJson.Text(json =>
        {
            json.WriteStartObject();
            json.WriteString("key", ChatRequestText.KeyOf(request));
            json.WriteString("request", request);
            json.WriteString("answer", AnswerJson.Write(answer));
            json.WriteEndObject();
        });
        await turn.WaitAsync(cancellationToken);
        try
        {
            await tape.WriteLineAsync(line.AsMemory(), cancellationToken);
            await tape.FlushAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }
}
