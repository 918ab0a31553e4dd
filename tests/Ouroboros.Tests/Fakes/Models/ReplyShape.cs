using System.Text.Json.Nodes;

namespace Ouroboros.Tests.Fakes.Models;

/// <summary>Puts a content into the shape a call asks for, as the documentation of each dialect has it.</summary>
internal static class ReplyShape
{
    public const long Created = 1_768_991_400;

    public static (string Type, IReadOnlyList<string> Pieces) Of(ModelCall call, ReplyContent content)
    {
        if (call.IsAnthropic)
            return AnthropicShape.Of(call, content);
        if (call.Path.EndsWith("/infill", StringComparison.Ordinal))
            return Json(new JsonObject { ["content"] = content.Text, ["tokens_evaluated"] = content.Usage.Input, ["tokens_predicted"] = content.Usage.Output, ["stop_type"] = content.Finish == "length" ? "limit" : "eos" });
        if (call.Path.EndsWith("/completions", StringComparison.Ordinal) && !call.Path.EndsWith("/chat/completions", StringComparison.Ordinal) && !call.Path.EndsWith("/edit/completions", StringComparison.Ordinal))
            return Json(Envelope(call, "text_completion", new JsonObject { ["index"] = 0, ["text"] = content.Text, ["finish_reason"] = content.Finish }, content));

        return call.Streams ? Stream(call, content) : Json(Envelope(call, "chat.completion", new JsonObject { ["index"] = 0, ["message"] = Message(content), ["finish_reason"] = Finish(content) }, content));
    }

    private static (string Type, IReadOnlyList<string> Pieces) Json(JsonObject body) => ("application/json", [body.ToJsonString()]);

    private static JsonObject Envelope(ModelCall call, string kind, JsonObject choice, ReplyContent content)
    {
        var body = Head(call, kind);
        body["choices"] = new JsonArray(choice);
        if (content.Usage.Input >= 0)
            body["usage"] = Usage(content.Usage);
        return body;
    }

    private static JsonObject Head(ModelCall call, string kind) => new() { ["id"] = "chatcmpl-1", ["object"] = kind, ["created"] = Created, ["model"] = call.Model };

    private static JsonObject Message(ReplyContent content)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = content.Text.Length > 0 && content.Finish != "refusal" ? content.Text : null };
        message["refusal"] = content.Finish == "refusal" ? content.Text : null;
        if (content.Calls.Count > 0)
            message["tool_calls"] = new JsonArray([.. content.Calls.Select((c, i) => Call(i, c.Name, c.Json, isStreamed: false))]);
        return message;
    }

    private static (string Type, IReadOnlyList<string> Pieces) Stream(ModelCall call, ReplyContent content)
    {
        List<JsonObject> deltas = [new() { ["role"] = "assistant", ["content"] = "" }];
        var key = content.Finish == "refusal" ? "refusal" : "content";
        deltas.AddRange(Halves(content.Text).Select(half => new JsonObject { [key] = half }));
        foreach (var (i, (name, json)) in content.Calls.Index())
        {
            deltas.Add(new() { ["tool_calls"] = new JsonArray(Call(i, name, "", isStreamed: true)) });
            deltas.AddRange(Halves(json).Select(half => new JsonObject { ["tool_calls"] = new JsonArray(new JsonObject { ["index"] = i, ["function"] = new JsonObject { ["arguments"] = half } }) }));
        }

        var pieces = deltas.Select(d => Chunk(call, new JsonObject { ["index"] = 0, ["delta"] = d, ["finish_reason"] = null }))
            .Append(Chunk(call, new JsonObject { ["index"] = 0, ["delta"] = new JsonObject(), ["finish_reason"] = Finish(content) })).ToList();
        if (content.Usage.Input >= 0 && call.Json["stream_options"]?["include_usage"]?.GetValue<bool>() == true)
            pieces.Add(Chunk(call, null, Usage(content.Usage)));
        return ("text/event-stream", [.. pieces, "data: [DONE]\n\n"]);
    }

    private static string Chunk(ModelCall call, JsonObject? choice, JsonObject? usage = null)
    {
        var chunk = Head(call, "chat.completion.chunk");
        chunk["choices"] = choice is null ? [] : new JsonArray(choice);
        chunk["usage"] = usage;
        return $"data: {chunk.ToJsonString()}\n\n";
    }

    private static JsonObject Call(int index, string name, string json, bool isStreamed)
    {
        var call = new JsonObject { ["id"] = $"call_scripted_{index}", ["type"] = "function", ["function"] = new JsonObject { ["name"] = name, ["arguments"] = json } };
        if (isStreamed)
            call["index"] = index;
        return call;
    }

    private static string Finish(ReplyContent content) => content.Finish == "refusal" ? "stop" : content.Finish;

    private static JsonObject Usage(ReplyUsage usage) => new()
    {
        ["prompt_tokens"] = usage.Input,
        ["completion_tokens"] = usage.Output,
        ["total_tokens"] = usage.Input + usage.Output,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.Cached },
        ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = usage.Reasoning },
    };

    public static IEnumerable<string> Halves(string text) =>
        text.Length < 2 ? (text.Length == 0 ? [] : [text]) : [text[..(text.Length / 2)], text[(text.Length / 2)..]];
}
