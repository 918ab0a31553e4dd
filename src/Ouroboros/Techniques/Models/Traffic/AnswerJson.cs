using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Traffic;

/// <summary>An answer as JSON and back: text, thoughts, calls of tools, use, and why it ended.</summary>
public static class AnswerJson
{
    private const int Longest = 32 << 20;

    // Arguments may be nested as deep as they are written, inside a call inside a message.
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 128 };

    public static string Write(ChatResponse answer) => ValueJson.Text(json =>
    {
        json.WriteStartObject();
        Write(json, "id", answer.ResponseId);
        Write(json, "model", answer.ModelId);
        Write(json, "conversation", answer.ConversationId);
        if (answer.CreatedAt is { } at)
            json.WriteString("created", at.ToString("O"));

        Write(json, "finish", answer.FinishReason?.Value);
        if (answer.Usage is { } usage)
            UsageJson.Write(json, "usage", usage);

        json.WriteStartArray("messages");
        foreach (var message in answer.Messages)
            WriteMessage(json, message);

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <returns>Null where it is no answer that was written here.</returns>
    public static ChatResponse? Read(string text)
    {
        if (text.Length > Longest)
            return null;

        try
        {
            using var document = JsonDocument.Parse(text, Bounded);
            return Read(document.RootElement);
        }
        catch (Exception trouble) when (trouble is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    internal static void WriteMessage(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role", message.Role.Value);
        Write(json, "author", message.AuthorName);
        json.WriteStartArray("contents");
        foreach (var content in message.Contents)
            ContentJson.Write(json, content);

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ChatResponse Read(JsonElement json) => new([.. json.GetProperty("messages").EnumerateArray().Select(ReadMessage)])
    {
        ResponseId = Text(json, "id"),
        ModelId = Text(json, "model"),
        ConversationId = Text(json, "conversation"),
        CreatedAt = json.TryGetProperty("created", out var at) ? at.GetDateTimeOffset() : null,
        FinishReason = Text(json, "finish") is { } finish ? new ChatFinishReason(finish) : null,
        Usage = json.TryGetProperty("usage", out var usage) ? UsageJson.Read(usage) : null,
    };

    private static ChatMessage ReadMessage(JsonElement json) => new(
        new ChatRole(json.GetProperty("role").GetString() ?? ""),
        [.. json.GetProperty("contents").EnumerateArray().Select(c => ContentJson.Read(c) ?? throw new FormatException("A piece of an answer is of no known kind."))])
    {
        AuthorName = Text(json, "author"),
    };

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;
}
