using System.Text;

namespace Ouroboros.Tests.Fakes.Models;

/// <summary>
/// What a scripted server answers to one call. Texts and calls of tools are put into the shape that was asked for: chat completions or
/// messages, streamed or not, a fill or an edit.
/// </summary>
internal sealed record ModelReply
{
    private const string Json200 = "application/json";

    private Func<ModelCall, (string Type, IReadOnlyList<string> Pieces)> Shape { get; init; } = _ => (Json200, [""]);

    public int StatusCode { get; private init; } = 200;

    /// <summary>Further headers; a date may be a wrong one.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    /// <summary>Bytes to send in place of any answer of HTTP.</summary>
    public byte[]? Bytes { get; private init; }

    /// <summary>After so many bytes of the body the connection is closed; of the whole answer where it has no body yet.</summary>
    public int? CutAfter { get; private init; }

    public bool Resets { get; private init; }

    /// <summary>After so many bytes of the body nothing more comes, ever.</summary>
    public int? HangAfter { get; private init; }

    /// <summary>Where nothing comes at all, not even a header.</summary>
    public bool IsSilent { get; private init; }

    public static ModelReply Text(string text, ReplyUsage? usage = null, string finish = "stop") =>
        new() { Shape = call => ReplyShape.Of(call, new ReplyContent(text, [], finish, usage ?? ReplyUsage.Usual)) };

    public static ModelReply ToolCall(string name, string json, string? text = null) => ToolCalls([(name, json)], text);

    public static ModelReply ToolCalls(IReadOnlyList<(string Name, string Json)> calls, string? text = null) =>
        new() { Shape = call => ReplyShape.Of(call, new ReplyContent(text ?? "", calls, "tool_calls", ReplyUsage.Usual)) };

    public static ModelReply Refusal(string words) =>
        new() { Shape = call => ReplyShape.Of(call, new ReplyContent(words, [], "refusal", ReplyUsage.Usual)) };

    public static ModelReply Empty() => Text("");

    /// <summary>A body as it is, whatever was asked for.</summary>
    public static ModelReply Body(string body, string type = Json200) => new() { Shape = _ => (type, [body]) };

    /// <summary>Events with these data, without an end mark of their own.</summary>
    public static ModelReply Events(params string[] data) => EventText([.. data.Select(d => $"data: {d}\n\n")]);

    /// <summary>A stream of events as it is, each text in a piece of its own.</summary>
    public static ModelReply EventText(params string[] pieces) => new() { Shape = _ => ("text/event-stream", pieces) };

    public static ModelReply Status(int status, string body = """{"error":{"message":"scripted"}}""", params (string Name, string Value)[] headers) =>
        new() { StatusCode = status, Headers = headers, Shape = _ => (Json200, [body]) };

    public static ModelReply Huge(int bytes) => Body("{\"choices\":[{\"message\":{\"content\":\"" + new string('a', bytes) + "\"}}]}");

    public static ModelReply Hang() => new() { IsSilent = true };

    public static ModelReply Raw(string bytes) => new() { Bytes = Encoding.UTF8.GetBytes(bytes) };

    public static ModelReply Raw(byte[] bytes) => new() { Bytes = bytes };

    /// <summary>Closes the connection before a word.</summary>
    public static ModelReply Close() => new() { Bytes = [] };

    public ModelReply With(params (string Name, string Value)[] headers) => this with { Headers = [.. Headers, .. headers] };

    public ModelReply Cut(int afterBytes, bool resets = false) => this with { CutAfter = afterBytes, Resets = resets };

    public ModelReply HangingAfter(int bytes) => this with { HangAfter = bytes };

    public (string Type, IReadOnlyList<byte[]> Pieces) For(ModelCall call)
    {
        var (type, pieces) = Shape(call);
        return (type, [.. pieces.Select(Encoding.UTF8.GetBytes)]);
    }
}

/// <summary>The tokens a scripted server says were used; in its shape each dialect tells them.</summary>
internal sealed record ReplyUsage(int Input, int Output, int Cached = 0, int Reasoning = 0)
{
    public static ReplyUsage Usual { get; } = new(100, 20);

    /// <summary>For servers that say nothing about it.</summary>
    public static ReplyUsage None { get; } = new(-1, -1);
}

internal sealed record ReplyContent(string Text, IReadOnlyList<(string Name, string Json)> Calls, string Finish, ReplyUsage Usage);
