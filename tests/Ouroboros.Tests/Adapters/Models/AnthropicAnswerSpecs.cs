using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Models;
using Ouroboros.Tests.Fakes.Models;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Models;

public sealed class AnthropicAnswerSpecs : IAsyncLifetime
{
    private readonly ModelDesk desk = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_text_is_answered_with_its_usage(bool streams)
    {
        var answer = await AskAsync(ModelReply.Text("Because it is.", new ReplyUsage(90, 12, Cached: 64)), streams);

        answer.Text.ShouldBe("Because it is.");
        (answer.ResponseId, answer.ModelId, answer.FinishReason).ShouldBe(("msg_1", "claude-sonnet-4-5", ChatFinishReason.Stop));
        var usage = answer.Usage.ShouldNotBeNull();
        (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount, usage.CachedInputTokenCount).ShouldBe((90, 12, 102, 64));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_are_answered_with_their_arguments(bool streams)
    {
        var answer = await AskAsync(ModelReply.ToolCalls([("read", """{"path":"a.py"}"""), ("list", "{}")], "I look."), streams);

        answer.Text.ShouldBe("I look.");
        answer.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        Calls(answer).Select(c => (c.CallId, c.Name, c.Arguments!.Count)).ShouldBe([("toolu_scripted_0", "read", 1), ("toolu_scripted_1", "list", 0)]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Arguments_that_are_no_object_are_kept_as_they_came(bool streams)
    {
        var answer = await AskAsync(ModelReply.ToolCall("read", "{\"path\": "), streams);

        var call = Calls(answer).ShouldHaveSingleItem();
        call.Exception.ShouldNotBeNull();
        call.AdditionalProperties!["raw_arguments"].ShouldBe("{\"path\": ");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_and_an_empty_answer_are_answers(bool streams)
    {
        var refused = await AskAsync(ModelReply.Refusal("I will not."), streams);
        var empty = await AskAsync(ModelReply.Empty(), streams);

        (refused.FinishReason, empty.FinishReason, empty.Text).ShouldBe((ChatFinishReason.ContentFilter, ChatFinishReason.Stop, ""));
    }

    [Fact]
    public async Task What_was_put_into_the_cache_counts_as_read()
    {
        var answer = await AskAsync(ModelReply.Body(
            """{"content":[{"type":"text","text":"So."}],"stop_reason":"max_tokens","usage":{"input_tokens":10,"output_tokens":2,"cache_creation_input_tokens":300,"cache_read_input_tokens":50}}"""), streams: false);

        (answer.Usage!.InputTokenCount, answer.Usage.CachedInputTokenCount, answer.Usage.AdditionalCounts!["cache_creation_input_tokens"]).ShouldBe((360, 50, 300));
        answer.FinishReason.ShouldBe(ChatFinishReason.Length);
    }

    [Fact]
    public async Task Thoughts_are_streamed_and_signed_at_their_end()
    {
        var answer = await AskAsync(ModelReply.Events(
            """{"type":"message_start","message":{"id":"m","usage":{"input_tokens":3,"output_tokens":1}}}""",
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"H"}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"m."}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"S"}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"some_event_of_tomorrow"}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":"S"}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"o."}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}}""", """{"type":"message_stop"}"""), streams: true);

        var thought = answer.Messages.ShouldHaveSingleItem().Contents.OfType<TextReasoningContent>().ShouldHaveSingleItem();
        (thought.Text, thought.ProtectedData, answer.Text).ShouldBe(("Hm.", "S", "So."));
        (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount).ShouldBe((3, 9));
    }

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", ModelTrouble.ServerFailed)]
    [InlineData("""{"type":"error","error":{"type":"rate_limit_error","message":"slow"}}""", ModelTrouble.RateLimited)]
    [InlineData("""{"type":"content_block_delta","index":7,"delta":{"type":"text_delta","text":"?"}}""", ModelTrouble.Malformed)]
    [InlineData("half {", ModelTrouble.Malformed)]
    public async Task Trouble_in_the_midst_of_a_stream_is_told_with_what_was_used(string data, ModelTrouble expected)
    {
        var trouble = await TroubleAsync(ModelReply.Events([.. Begun, data]), streams: true);

        (trouble.Trouble, trouble.Received, trouble.Usage!.InputTokenCount).ShouldBe((expected, 5, 40));
    }

    [Fact]
    public async Task A_stream_that_ends_early_is_cut()
    {
        var trouble = await TroubleAsync(ModelReply.Events(Begun), streams: true);

        (trouble.Trouble, trouble.Received, trouble.Usage!.InputTokenCount).ShouldBe((ModelTrouble.Cut, 5, 40));
    }

    [Theory]
    [InlineData(529, "overloaded_error", ModelTrouble.ServerFailed)]
    [InlineData(429, "rate_limit_error", ModelTrouble.RateLimited)]
    [InlineData(400, "invalid_request_error", ModelTrouble.Rejected)]
    [InlineData(413, "request_too_large", ModelTrouble.TooLong)]
    public async Task A_refused_call_is_told(int status, string type, ModelTrouble expected)
    {
        var trouble = await TroubleAsync(ModelReply.Status(status, """{"type":"error","error":{"type":"TYPE","message":"words"}}""".Replace("TYPE", type)), streams: false);

        trouble.Trouble.ShouldBe(expected);
        trouble.Message.ShouldContain($"{type}: words");
    }

    [Fact]
    public async Task Another_shape_is_no_answer()
    {
        var trouble = await TroubleAsync(ModelReply.Body("""{"choices":[{"message":{"content":"So."}}]}"""), streams: false);

        trouble.Trouble.ShouldBe(ModelTrouble.Malformed);
    }

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private static string[] Begun =>
    [
        """{"type":"message_start","message":{"id":"m","usage":{"input_tokens":40,"output_tokens":1}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}""",
    ];

    private static List<FunctionCallContent> Calls(ChatResponse answer) => [.. answer.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>()];

    private Task<ModelTroubleException> TroubleAsync(ModelReply reply, bool streams) => Should.ThrowAsync<ModelTroubleException>(AskAsync(reply, streams));

    private Task<ChatResponse> AskAsync(ModelReply reply, bool streams)
    {
        desk.Server.Reply(reply);
        return ModelDesk.AskAsync(desk.Anthropic(), streams);
    }
}
