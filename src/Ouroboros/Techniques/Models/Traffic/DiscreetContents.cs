using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Secrets;

namespace Ouroboros.Techniques.Models.Traffic;

/// <summary>Pieces of messages without the secrets in them.</summary>
internal sealed class DiscreetContents(SecretRedactor redactor)
{
    /// <exception cref="NotSupportedException">It is of a kind that cannot be looked through, so it is not sent.</exception>
    public AIContent Clear(AIContent content) => content switch
    {
        TextContent text => new TextContent(redactor.Redact(text.Text)),
        TextReasoningContent thought => Clear(thought),
        FunctionCallContent call => CallContents.WithOwn(Clear(call), CallContents.OwnOf(call)),
        FunctionResultContent result => new FunctionResultContent(result.CallId, Clear(null, result.Result)),
        FillContent fill => new FillContent(fill.Path, redactor.Redact(fill.Prefix), redactor.Redact(fill.Suffix)),
        RewriteContent rewrite => new RewriteContent(
            rewrite.Path, redactor.Redact(rewrite.Before), redactor.Redact(rewrite.Region), redactor.Redact(rewrite.After), redactor.Redact(rewrite.Wish),
            [.. rewrite.Recent.Select(r => KeyValuePair.Create(r.Key, redactor.Redact(r.Value)))]),
        ErrorContent error => new ErrorContent(redactor.Redact(error.Message)),
        UsageContent => content,
        _ => throw new NotSupportedException($"{content.GetType().Name} cannot be looked through for secrets and is not sent to a model."),
    };

    public Dictionary<string, object?> Clear(IEnumerable<KeyValuePair<string, object?>> members)
    {
        var cleared = new Dictionary<string, object?>();
        foreach (var (name, value) in members)
            cleared[redactor.Redact(name)] = Clear(name, value);

        return cleared;
    }

    private FunctionCallContent Clear(FunctionCallContent call) => CallContents.RawOf(call) is { } raw
        ? CallContents.Broken(call.CallId, call.Name, redactor.Redact(raw), redactor.Redact(call.Exception?.Message ?? ""))
        : new FunctionCallContent(call.CallId, call.Name, call.Arguments is { } given ? Clear(given) : null);

    // What the provider sealed belongs to its own words; changed ones go without it.
    private TextReasoningContent Clear(TextReasoningContent thought)
    {
        var text = redactor.Redact(thought.Text);
        return new TextReasoningContent(text) { ProtectedData = text == thought.Text ? thought.ProtectedData : null };
    }

    private object? Clear(string? name, object? value) => value switch
    {
        null or bool or int or long or double or float or decimal => value,
        string text => ClearText(name, text),
        JsonElement { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined } => value,
        _ => ClearJson(name, value),
    };

    private JsonElement ClearJson(string? name, object value)
    {
        using var given = JsonDocument.Parse(ValueJson.Text(json => ValueJson.Write(json, value)), new JsonDocumentOptions { MaxDepth = 128 });
        using var cleared = JsonDocument.Parse(ValueJson.Text(json => Write(json, name, given.RootElement)), new JsonDocumentOptions { MaxDepth = 128 });
        return cleared.RootElement.Clone();
    }

    private void Write(Utf8JsonWriter json, string? name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(redactor.Redact(member.Name));
                    Write(json, member.Name, member.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(json, name, item);

                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(ClearText(name, value.GetString()!));
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    // Outside its JSON a value no longer shows that its name is a secret one.
    private string ClearText(string? name, string text)
    {
        var cleared = redactor.Redact(text);
        if (name is null || cleared != text || !SecretNames.IsSecret(name))
            return cleared;

        var assignment = $"{name}: \"{text}\"";
        return redactor.Redact(assignment) == assignment ? text : Mark.Of("assigned-secret");
    }
}
