using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Models;
using Ouroboros.Tests.Fakes.Models;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Models;

public sealed class OpenAiStreamSpecs : IAsyncLifetime
{
    private const string Hello = """{"choices":[{"delta":{"content":"Hello"}}]}""";
    private const string World = """{"choices":[{"delta":{"content":" world"},"finish_reason":"stop"}]}""";
    private readonly ModelDesk desk = new();

    [Fact]
    public async Task A_text_is_passed_on_as_it_comes()
    {
        desk.Server.Reply(ModelReply.Events(Hello, World, "[DONE]"));

        var updates = await desk.OpenAi().GetStreamingResponseAsync("Why?", null, CancellationToken.None).ToListAsync();

        updates.Where(u => u.Text.Length > 0).Select(u => u.Text).ShouldBe(["Hello", " world"]);
        updates[^1].FinishReason.ShouldBe(ChatFinishReason.Stop);
        updates.ShouldAllBe(u => u.Role == ChatRole.Assistant);
    }

    [Fact]
    public async Task Comments_other_fields_and_other_line_ends_do_not_matter()
    {
        var answer = await AskAsync(ModelReply.EventText(
            "\uFEFF: waiting\r\n\r\nid: 1\r\nretry: 5\r\nda", "ta: {\"choices\":[{\"delta\":\r\ndata:{\"content\":\"Hello\"}}]}\r\n", "\r\n\r\n:\r\n", $"data:{World}\n\ndata: [DONE]\n\n"));

        answer.Text.ShouldBe("Hello world");
    }

    [Fact]
    public async Task A_letter_may_be_cut_between_two_pieces()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes("data: {\"choices\":[{\"delta\":{\"content\":\"größer 🐍\"}}]}\n\ndata: [DONE]\n\n");
        var pieces = bytes.Select(b => new[] { b });
        byte[] head = [.. "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"u8];
        var body = pieces.SelectMany(p => (byte[])[.. "1\r\n"u8, .. p, .. "\r\n"u8]);

        var answer = await AskAsync(ModelReply.Raw([.. head, .. body, .. "0\r\n\r\n"u8]));

        answer.Text.ShouldBe("größer 🐍");
    }

    [Fact]
    public async Task Fragments_of_calls_find_their_call_by_index()
    {
        var answer = await AskAsync(ModelReply.Events(
            """{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"read","arguments":""}},{"index":1,"id":"b","function":{"name":"list","arguments":"{\"d"}}]}}]}""",
            """{"choices":[{"delta":{"tool_calls":[{"index":1,"function":{"arguments":"\":1}"}}]}}]}""",
            """{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"read","arguments":"{\"p\":2}"}}]}}]}""",
            """{"choices":[{"delta":{},"finish_reason":"tool_calls"}]}""", "[DONE]"));

        Calls(answer).Select(c => $"{c.CallId} {c.Name} {string.Join(',', c.Arguments!)}").ShouldBe(["a read [p, 2]", "b list [d, 1]"]);
    }

    [Fact]
    public async Task Fragments_without_an_index_belong_to_the_call_begun_last()
    {
        var answer = await AskAsync(ModelReply.Events(
            """{"choices":[{"delta":{"tool_calls":[{"function":{"name":"read","arguments":"{\"p\":"}}]}}]}""",
            """{"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"2}"}}]}}]}""",
            """{"choices":[{"delta":{"tool_calls":[{"function":{"name":"list","arguments":"{}"}}]},"finish_reason":"stop"}]}""", "[DONE]"));

        Calls(answer).Select(c => (c.CallId, c.Name, c.Arguments!.Count)).ShouldBe([("call_1_0", "read", 1), ("call_1_1", "list", 0)]);
        answer.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
    }

    [Fact]
    public async Task A_usage_with_every_piece_counts_once()
    {
        var answer = await AskAsync(ModelReply.Events(
            """{"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":5,"completion_tokens":1}}""",
            """{"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":2}}""", "[DONE]"));

        (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount).ShouldBe((5, 2));
    }

    [Fact]
    public async Task A_server_may_answer_whole_though_a_stream_was_asked_for()
    {
        var answer = await AskAsync(ModelReply.Body("""{"id":"x","choices":[{"message":{"content":"So."},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":1}}"""));

        (answer.Text, answer.ResponseId, answer.Usage!.TotalTokenCount).ShouldBe(("So.", "x", 6));
    }

    [Fact]
    public async Task A_server_may_stream_though_a_whole_was_asked_for()
    {
        var answer = await AskAsync(ModelReply.Events(Hello, World, "[DONE]"), streams: false);

        answer.Text.ShouldBe("Hello world");
    }

    [Fact]
    public async Task A_stream_that_said_why_it_stopped_needs_no_end_mark()
    {
        var answer = await AskAsync(ModelReply.Events(Hello, World));

        answer.Text.ShouldBe("Hello world");
    }

    [Theory]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\ndata: {\"choices\":[{\"del")]
    public async Task A_stream_that_ends_early_is_cut_and_what_came_is_counted(string text)
    {
        var trouble = await desk.TroubleAsync(ModelReply.EventText(text), streams: true);

        (trouble.Trouble, trouble.Received, trouble.MayBeBilled).ShouldBe((ModelTrouble.Cut, 5, true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_breaks_is_cut_and_what_came_is_counted(bool resets)
    {
        desk.Server.Reply(ModelReply.EventText($"data: {Hello}\n\n", "data: [DONE]\n\n").Cut($"data: {Hello}\n\nda".Length, resets));
        var texts = new List<string>();

        var trouble = await Should.ThrowAsync<ModelTroubleException>(async () =>
        {
            await foreach (var update in desk.OpenAi().GetStreamingResponseAsync("Why?", null, CancellationToken.None))
                texts.Add(update.Text);
        });

        trouble.Trouble.ShouldBe(ModelTrouble.Cut);
        trouble.Received.ShouldBe(string.Concat(texts).Length);
        // A reset may overtake what was sent before it.
        if (!resets)
            texts.ShouldBe(["Hello"]);
    }

    [Fact]
    public async Task A_stream_that_falls_silent_times_out()
    {
        desk.Server.Reply(ModelReply.Events(Hello, World).HangingAfter($"data: {Hello}\n\n".Length));
        var asking = ModelDesk.AskAsync(desk.OpenAi(), streams: true);
        await desk.Server.CalledAsync();

        await desk.PassAsync(asking);

        var trouble = await Should.ThrowAsync<ModelTroubleException>(asking);
        (trouble.Trouble, trouble.Received).ShouldBe((ModelTrouble.TimedOut, 5));
        trouble.Message.ShouldContain("Nothing further came for 60 s");
    }

    [Theory]
    [InlineData("""{"error":{"message":"slow down","type":"rate_limit_error"}}""", ModelTrouble.RateLimited)]
    [InlineData("""{"error":{"message":"busy","code":502}}""", ModelTrouble.ServerFailed)]
    [InlineData("""{"error":{"message":"no more","code":"context_length_exceeded"}}""", ModelTrouble.TooLong)]
    [InlineData("""{"error":"gone"}""", ModelTrouble.ServerFailed)]
    [InlineData("""{"choices":[{"delta":{"con""", ModelTrouble.Malformed)]
    [InlineData("[1]", ModelTrouble.Malformed)]
    public async Task Trouble_in_the_midst_of_a_stream_is_told(string data, ModelTrouble expected)
    {
        var trouble = await desk.TroubleAsync(ModelReply.Events(Hello, data, "[DONE]"), streams: true);

        (trouble.Trouble, trouble.Received).ShouldBe((expected, 5));
    }

    [Fact]
    public async Task A_stream_without_any_choice_is_no_answer()
    {
        var trouble = await desk.TroubleAsync(ModelReply.Events("[DONE]"), streams: true);

        trouble.Trouble.ShouldBe(ModelTrouble.Malformed);
    }

    [Fact]
    public async Task More_than_the_bound_is_not_read()
    {
        var endless = Enumerable.Repeat(Hello, 1000).ToArray();

        var trouble = await desk.TroubleAsync(ModelReply.Events(endless), streams: true, desk.Endpoint with { LargestAnswer = 10_000 });

        trouble.Trouble.ShouldBe(ModelTrouble.TooLarge);
        trouble.Received.ShouldBeInRange(5, 10_000);
    }

    [Fact]
    public async Task Who_asked_may_leave_in_the_midst()
    {
        desk.Server.Reply(ModelReply.Events(Hello, World).HangingAfter($"data: {Hello}\n\n".Length));
        using var leaving = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in desk.OpenAi().GetStreamingResponseAsync("Why?", null, leaving.Token))
                await leaving.CancelAsync();
        });
    }

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private static List<FunctionCallContent> Calls(ChatResponse answer) => [.. answer.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>()];

    private Task<ChatResponse> AskAsync(ModelReply reply, bool streams = true)
    {
        desk.Server.Reply(reply);
        return ModelDesk.AskAsync(desk.OpenAi(), streams);
    }
}
