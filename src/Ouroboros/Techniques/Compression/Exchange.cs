using System.Text;
using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Context;

namespace Ouroboros.Techniques.Compression;

/// <summary>Messages that only make sense together: a call to a tool, its result, and all between.</summary>
internal sealed record Exchange(IReadOnlyList<ChatMessage> Messages)
{
    /// <summary>How a message begins that stands for forgotten ones.</summary>
    public const string Forgotten = "Earlier messages were left out; this is what is kept of them.";

    public string Text => string.Join('\n', Messages.Select(m => Unwrapped(TextOf(m))));

    public static List<Exchange> Of(IEnumerable<ChatMessage> messages)
    {
        var exchanges = new List<List<ChatMessage>>();
        foreach (var message in messages)
        {
            var asked = message.Contents.OfType<FunctionResultContent>().Select(r => r.CallId).ToHashSet();
            var at = asked.Count == 0 ? -1 : exchanges.FindLastIndex(e => e.Any(m => m.Contents.OfType<FunctionCallContent>().Any(c => asked.Contains(c.CallId))));
            if (at < 0)
            {
                exchanges.Add([message]);
                continue;
            }

            // What was said between a call and its result goes with them.
            foreach (var between in exchanges.Skip(at + 1).ToArray())
                exchanges[at].AddRange(between);

            exchanges.RemoveRange(at + 1, exchanges.Count - at - 1);
            exchanges[at].Add(message);
        }

        return [.. exchanges.Select(e => new Exchange(e))];
    }

    /// <summary>With every result of a tool made shorter, under its call as before.</summary>
    public Exchange WithResults(Func<string, string> shorten) => new([.. Messages.Select(m => Shortened(m, shorten))]);

    public static string TextOf(ChatMessage message)
    {
        var text = new StringBuilder();
        foreach (var content in message.Contents)
        {
            var piece = content switch
            {
                TextContent plain => plain.Text,
                FunctionCallContent call => $"{call.Name}({string.Join(", ", call.Arguments?.Select(a => $"{a.Key}: {a.Value}") ?? [])})",
                FunctionResultContent result => result.Result?.ToString() ?? "",
                _ => "",
            };
            text.Append(text.Length > 0 ? "\n" : "").Append(piece);
        }

        return text.ToString();
    }

    // What was kept once shall not be wrapped again with each forgetting.
    private static string Unwrapped(string text) =>
        text.StartsWith(Forgotten, StringComparison.Ordinal) && DataFence.TryRead(text[Forgotten.Length..].TrimStart(), out var kept) ? kept : text;

    private static ChatMessage Shortened(ChatMessage message, Func<string, string> shorten)
    {
        if (!message.Contents.OfType<FunctionResultContent>().Any())
            return message;

        var contents = message.Contents.Select(c => c is FunctionResultContent { Result: { } result } old ? new FunctionResultContent(old.CallId, shorten(result.ToString() ?? "")) : c);
        return new ChatMessage(message.Role, [.. contents]) { AuthorName = message.AuthorName, MessageId = message.MessageId };
    }
}
