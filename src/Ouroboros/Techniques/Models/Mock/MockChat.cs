using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Mock;

/// <summary>
/// A model that says what a script says, the same every time. Each line is said once: the first that is left and whose turn it is. At the
/// end of the script it says nothing more.
/// </summary>
public sealed class MockChat(MockScript script) : IChatClient
{
    public const string Provider = "mock";

    private const int BytesPerToken = 4;

    private readonly Lock gate = new();
    private readonly List<MockLine> left = [.. script.Lines];
    private int said;

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var told = messages.ToArray();
        var (line, number) = Next(told.Length > 0 ? TextOf(told[^1]) : "");
        List<AIContent> contents = line.Say.Length > 0 ? [new TextContent(line.Say)] : [];
        contents.AddRange(line.Calls.Select((c, i) => CallContents.Of($"mock{number}c{i}", c.Tool, c.Arguments)));
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, contents))
        {
            ModelId = "mock", FinishReason = line.Calls.Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
            Usage = UsageOf(told.Sum(m => Encoding.UTF8.GetByteCount(TextOf(m))), line),
        });
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(Provider, null, "mock") : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private (MockLine Line, int Number) Next(string told)
    {
        lock (gate)
        {
            var at = left.FindIndex(l => l.When is null || told.Contains(l.When, StringComparison.Ordinal));
            if (at < 0)
                return (new MockLine("", [], null), said++);

            var line = left[at];
            left.RemoveAt(at);
            return (line, said++);
        }
    }

    private static string TextOf(ChatMessage message) => string.Join('\n', message.Contents.Select(c => c switch
    {
        TextContent text => text.Text,
        FunctionResultContent result => result.Result?.ToString() ?? "",
        FillContent fill => fill.Prefix + fill.Suffix,
        RewriteContent rewrite => rewrite.Before + rewrite.Region + rewrite.After,
        _ => "",
    }));

    private static UsageDetails UsageOf(int read, MockLine line)
    {
        var written = Encoding.UTF8.GetByteCount(line.Say) + line.Calls.Sum(c => c.Tool.Length + Encoding.UTF8.GetByteCount(c.Arguments));
        return new UsageDetails
        {
            InputTokenCount = (read / BytesPerToken) + 1, OutputTokenCount = (written / BytesPerToken) + 1, TotalTokenCount = ((read + written) / BytesPerToken) + 2,
        };
    }
}
