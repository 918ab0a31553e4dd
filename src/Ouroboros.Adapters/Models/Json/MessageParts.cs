using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.Json;

/// <summary>What of a message can be sent.</summary>
internal static class MessageParts
{
    public static string Text(ChatMessage message) => Text(message.Contents);

    /// <summary>The result of a call in words.</summary>
    public static string Text(FunctionResultContent result) => result switch
    {
        { Result: string text } => text,
        { Result: null, Exception: { } thrown } => $"Error: {thrown.Message}",
        { Result: null } => "",
        { Result: TextContent content } => content.Text,
        { Result: IEnumerable<AIContent> contents } => Text(contents),
        { Result: JsonElement { ValueKind: JsonValueKind.String } element } => element.GetString()!,
        { Result: var value } => JsonBody.Text(json => JsonValues.Write(json, value)),
    };

    /// <summary>Nothing is left out in silence.</summary>
    /// <param name="place">Where it would have been sent, for the message.</param>
    public static void Check(ChatMessage message, string place)
    {
        foreach (var content in message.Contents)
        {
            if (content is FillContent or RewriteContent or DataContent or UriContent)
                throw new ModelTroubleException(ModelTrouble.Rejected, $"{content.GetType().Name} cannot be sent in a chat ({place}). Put it into words first.");
        }
    }

    private static string Text(IEnumerable<AIContent> contents) => string.Concat(contents.OfType<TextContent>().Select(t => t.Text));
}
