using System.Text.Json.Nodes;

namespace Ouroboros.Tests.Fakes.Models;

/// <summary>The shape of Anthropic's messages, whole and as events.</summary>
internal static class AnthropicShape
{
    public static (string Type, IReadOnlyList<string> Pieces) Of(ModelCall call, ReplyContent content) =>
        call.Streams ? ("text/event-stream", Stream(call, content)) : ("application/json", [Whole(call, content).ToJsonString()]);

    private static JsonObject Whole(ModelCall call, ReplyContent content)
    {
        var blocks = new JsonArray();
        if (content.Text.Length > 0)
            blocks.Add(new JsonObject { ["type"] = "text", ["text"] = content.Text });
        foreach (var (i, (name, json)) in content.Calls.Index())
            blocks.Add(new JsonObject { ["type"] = "tool_use", ["id"] = $"toolu_scripted_{i}", ["name"] = name, ["input"] = Input(json) });
        return Head(call, blocks, Stop(content), Usage(content.Usage, content.Usage.Output));
    }

    // The server reads what a model wrote; only a stream shows it raw.
    private static JsonNode? Input(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (System.Text.Json.JsonException)
        {
            return JsonValue.Create(json);
        }
    }

    private static List<string> Stream(ModelCall call, ReplyContent content)
    {
        List<string> events = [Event("message_start", new JsonObject { ["message"] = Head(call, [], null, Usage(content.Usage, 1)) }), Event("ping", [])];
        var index = 0;
        if (content.Text.Length > 0)
        {
            events.AddRange(Block(index, new JsonObject { ["type"] = "text", ["text"] = "" },
                ReplyShape.Halves(content.Text).Select(half => new JsonObject { ["type"] = "text_delta", ["text"] = half })));
            index++;
        }

        foreach (var (i, (name, json)) in content.Calls.Index())
        {
            events.AddRange(Block(index, new JsonObject { ["type"] = "tool_use", ["id"] = $"toolu_scripted_{i}", ["name"] = name, ["input"] = new JsonObject() },
                ReplyShape.Halves(json).Select(half => new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = half })));
            index++;
        }

        events.Add(Event("message_delta", new JsonObject
        {
            ["delta"] = new JsonObject { ["stop_reason"] = Stop(content), ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = content.Usage.Output },
        }));
        return [.. events, Event("message_stop", [])];
    }

    private static IEnumerable<string> Block(int index, JsonObject begun, IEnumerable<JsonObject> deltas) =>
    [
        Event("content_block_start", new JsonObject { ["index"] = index, ["content_block"] = begun }),
        .. deltas.Select(d => Event("content_block_delta", new JsonObject { ["index"] = index, ["delta"] = d })),
        Event("content_block_stop", new JsonObject { ["index"] = index }),
    ];

    private static string Event(string type, JsonObject data)
    {
        data["type"] = type;
        return $"event: {type}\ndata: {data.ToJsonString()}\n\n";
    }

    private static JsonObject Head(ModelCall call, JsonArray blocks, string? stop, JsonObject usage) => new()
    {
        ["id"] = "msg_1", ["type"] = "message", ["role"] = "assistant", ["model"] = call.Model,
        ["content"] = blocks, ["stop_reason"] = stop, ["usage"] = usage,
    };

    private static JsonObject Usage(ReplyUsage usage, int output) => new()
    {
        ["input_tokens"] = usage.Input - usage.Cached, ["output_tokens"] = output, ["cache_read_input_tokens"] = usage.Cached, ["cache_creation_input_tokens"] = 0,
    };

    private static string Stop(ReplyContent content) => content.Finish switch
    {
        "stop" => "end_turn",
        "length" => "max_tokens",
        "tool_calls" => "tool_use",
        var word => word,
    };
}
