using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Traffic;

/// <summary>One piece of a message as JSON: told apart by its first member.</summary>
internal static class ContentJson
{
    /// <exception cref="NotSupportedException">It is of a kind that nobody here sends.</exception>
    public static void Write(Utf8JsonWriter json, AIContent content)
    {
        json.WriteStartObject();
        switch (content)
        {
            case TextContent text:
                json.WriteString("text", text.Text);
                break;
            case TextReasoningContent thought:
                json.WriteString("thought", thought.Text);
                if (thought.ProtectedData is { } sealedThought)
                    json.WriteString("sealed", sealedThought);

                break;
            case FunctionCallContent call:
                WriteCall(json, call);
                break;
            case FunctionResultContent result:
                json.WritePropertyName("result");
                ValueJson.Write(json, result.Result);
                json.WriteString("id", result.CallId);
                break;
            case FillContent fill:
                json.WriteString("fill", fill.Path);
                json.WriteString("prefix", fill.Prefix);
                json.WriteString("suffix", fill.Suffix);
                break;
            case RewriteContent rewrite:
                WriteRewrite(json, rewrite);
                break;
            case UsageContent usage:
                UsageJson.Write(json, "usage", usage.Details);
                break;
            case ErrorContent error:
                json.WriteString("error", error.Message);
                break;
            case DataContent data:
                json.WriteString("data", data.Uri);
                break;
            case UriContent uri:
                json.WriteString("uri", uri.Uri.OriginalString);
                json.WriteString("media", uri.MediaType);
                break;
            default:
                throw new NotSupportedException($"{content.GetType().Name} has no canonical text; give it one in {nameof(ContentJson)}.");
        }

        json.WriteEndObject();
    }

    /// <summary>What an answer can hold. Null for anything else.</summary>
    public static AIContent? Read(JsonElement json)
    {
        if (json.TryGetProperty("text", out var text))
            return new TextContent(text.GetString());
        if (json.TryGetProperty("thought", out var thought))
            return new TextReasoningContent(thought.GetString()) { ProtectedData = json.TryGetProperty("sealed", out var closed) ? closed.GetString() : null };
        if (json.TryGetProperty("call", out var call))
            return ReadCall(json, call.GetString() ?? "");
        if (json.TryGetProperty("result", out var result))
            return new FunctionResultContent(json.GetProperty("id").GetString() ?? "", result.ValueKind == JsonValueKind.String ? result.GetString() : result.Clone());
        if (json.TryGetProperty("usage", out var usage))
            return new UsageContent(UsageJson.Read(usage));

        return json.TryGetProperty("error", out var error) ? new ErrorContent(error.GetString()) : null;
    }

    private static void WriteCall(Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteString("call", call.Name);
        json.WriteString("id", call.CallId);
        if (call.Arguments is { } arguments)
        {
            json.WritePropertyName("arguments");
            ValueJson.WriteObject(json, arguments);
        }

        // The arguments could not be read; what came instead matters to whoever mends it.
        if (CallContents.RawOf(call) is { } raw)
            json.WriteString("raw", raw);

        if (call.Exception is { } trouble)
            json.WriteString("broken", trouble.Message);

        if (CallContents.OwnOf(call) is { } own)
        {
            json.WritePropertyName("own");
            ValueJson.Write(json, own);
        }
    }

    private static FunctionCallContent ReadCall(JsonElement json, string name)
    {
        var id = json.GetProperty("id").GetString() ?? "";
        var call = json.TryGetProperty("raw", out var raw)
            ? CallContents.Broken(id, name, raw.GetString() ?? "", json.TryGetProperty("broken", out var broken) ? broken.GetString() ?? "" : "")
            : CallContents.Of(id, name, json.TryGetProperty("arguments", out var given) ? given : default);
        return CallContents.WithOwn(call, json.TryGetProperty("own", out var own) ? own : null);
    }

    private static void WriteRewrite(Utf8JsonWriter json, RewriteContent rewrite)
    {
        json.WriteString("rewrite", rewrite.Path);
        json.WriteString("before", rewrite.Before);
        json.WriteString("region", rewrite.Region);
        json.WriteString("after", rewrite.After);
        json.WriteString("wish", rewrite.Wish);
        json.WriteStartArray("recent");
        foreach (var (path, snippet) in rewrite.Recent)
        {
            json.WriteStringValue(path);
            json.WriteStringValue(snippet);
        }

        json.WriteEndArray();
    }
}
