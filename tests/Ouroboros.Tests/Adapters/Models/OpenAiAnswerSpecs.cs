using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Models;
using Ouroboros.Tests.Fakes.Models;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Models;

/// <summary>What holds of every answer, whether it comes whole or in pieces.</summary>
public sealed class OpenAiAnswerSpecs : IAsyncLifetime
{
    private readonly ModelDesk desk = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_text_is_answered_with_its_usage(bool streams)
    {
        var answer = await AskAsync(ModelReply.Text("Because it is.", new ReplyUsage(90, 12, Cached: 64, Reasoning: 5)), streams);

        answer.Text.ShouldBe("Because it is.");
        (answer.ResponseId, answer.ModelId, answer.FinishReason).ShouldBe(("chatcmpl-1", "some-model", ChatFinishReason.Stop));
        answer.CreatedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(ReplyShape.Created));
        var usage = answer.Usage.ShouldNotBeNull();
        (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount, usage.CachedInputTokenCount, usage.ReasoningTokenCount).ShouldBe((90, 12, 102, 64, 5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_are_answered_with_their_arguments(bool streams)
    {
        var answer = await AskAsync(ModelReply.ToolCalls([("read", """{"path":"a.py","deep":{"n":1}}"""), ("list", "")], "I look."), streams);

        answer.Text.ShouldBe("I look.");
        answer.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        var calls = Calls(answer);
        calls.Select(c => (c.CallId, c.Name)).ShouldBe([("call_scripted_0", "read"), ("call_scripted_1", "list")]);
        calls[0].Arguments!["path"]!.ToString().ShouldBe("a.py");
        calls[1].Arguments!.ShouldBeEmpty();
        calls.ShouldAllBe(c => c.Exception == null);
    }

    [Theory]
    [InlineData(false, "{\"path\": \"a.py")]
    [InlineData(true, "{\"path\": \"a.py")]
    [InlineData(false, "[1]")]
    [InlineData(true, "\"a.py\"")]
    public async Task Arguments_that_are_no_object_are_kept_as_they_came(bool streams, string arguments)
    {
        var answer = await AskAsync(ModelReply.ToolCall("read", arguments), streams);

        var call = Calls(answer).ShouldHaveSingleItem();
        call.Exception.ShouldNotBeNull();
        call.Arguments.ShouldBeNull();
        call.AdditionalProperties!["raw_arguments"].ShouldBe(arguments);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_is_an_answer_that_says_so(bool streams)
    {
        var answer = await AskAsync(ModelReply.Refusal("I will not."), streams);

        answer.FinishReason.ShouldBe(ChatFinishReason.ContentFilter);
        answer.Text.ShouldBeEmpty();
        string.Concat(answer.Messages.SelectMany(m => m.Contents).OfType<ErrorContent>().Select(e => e.Message)).ShouldBe("I will not.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_empty_answer_is_an_answer_and_is_paid_for(bool streams)
    {
        var answer = await AskAsync(ModelReply.Empty(), streams);

        answer.Text.ShouldBeEmpty();
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        answer.Usage!.TotalTokenCount.ShouldBe(120);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_need_not_tell_its_usage(bool streams)
    {
        var answer = await AskAsync(ModelReply.Text("Because.", ReplyUsage.None), streams);

        answer.Text.ShouldBe("Because.");
        answer.Usage.ShouldBeNull();
    }

    [Theory]
    [InlineData("length", "length")]
    [InlineData("content_filter", "content_filter")]
    [InlineData("something_new", "something_new")]
    public async Task The_reason_to_stop_is_told(string word, string expected)
    {
        var answer = await AskAsync(ModelReply.Text("Because", finish: word), streams: false);

        answer.FinishReason!.Value.Value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    public async Task Thoughts_are_kept_apart_from_the_answer(string name)
    {
        var whole = await AskAsync(ModelReply.Body("{\"choices\":[{\"message\":{\"NAME\":\"Hm.\",\"content\":\"So.\"},\"finish_reason\":\"stop\"}]}".Replace("NAME", name)), streams: false);
        var pieces = await AskAsync(ModelReply.Events(
            "{\"choices\":[{\"delta\":{\"NAME\":\"H\"}}]}".Replace("NAME", name), "{\"choices\":[{\"delta\":{\"NAME\":\"m.\"}}]}".Replace("NAME", name),
            """{"choices":[{"delta":{"content":"So."},"finish_reason":"stop"}]}""", "[DONE]"), streams: true);

        foreach (var answer in new[] { whole, pieces })
        {
            answer.Text.ShouldBe("So.");
            answer.Messages[0].Contents.OfType<TextReasoningContent>().ShouldHaveSingleItem().Text.ShouldBe("Hm.");
        }
    }

    [Fact]
    public async Task Arguments_may_come_as_an_object_and_calls_without_an_id()
    {
        var answer = await AskAsync(ModelReply.Body(
            """{"choices":[{"message":{"content":null,"tool_calls":[{"function":{"name":"read","arguments":{"path":"a.py"}}}]},"finish_reason":"stop"}]}"""), streams: false);

        var call = Calls(answer).ShouldHaveSingleItem();
        (call.CallId, call.Name, call.Arguments!["path"]!.ToString()).ShouldBe(("call_1_0", "read", "a.py"));
        answer.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
    }

    [Fact]
    public async Task What_a_server_signs_a_call_with_is_given_back()
    {
        desk.Server.Reply(
            ModelReply.Body("""{"choices":[{"message":{"tool_calls":[{"id":"c","function":{"name":"read","arguments":"{}"},"extra_content":{"google":{"thought_signature":"S"}}}]}}]}"""),
            ModelReply.Text("So."));
        var chat = desk.OpenAi();
        var first = await ModelDesk.AskAsync(chat);

        await ModelDesk.AskAsync(chat, messages: [new(ChatRole.User, "Look."), .. first.Messages]);

        desk.Server.Calls[1].Json["messages"]![1]!["tool_calls"]![0]!["extra_content"]!.ToJsonString().ShouldBe("""{"google":{"thought_signature":"S"}}""");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":"none"}""")]
    [InlineData("""{"choices":[{"message":"text"}]}""")]
    [InlineData("""{"choices":[7]}""")]
    public async Task A_shape_of_its_own_is_no_answer(string body)
    {
        var trouble = await desk.TroubleAsync(ModelReply.Body(body));

        trouble.Trouble.ShouldBe(ModelTrouble.Malformed);
    }

    [Fact]
    public async Task Numbers_that_no_call_uses_are_not_believed()
    {
        var answer = await AskAsync(ModelReply.Body(
            """{"choices":[{"message":{"content":"So."}}],"created":99999999999999,"usage":{"prompt_tokens":-5,"completion_tokens":9000000000000000000,"total_tokens":"many"}}"""), streams: false);

        answer.CreatedAt.ShouldBeNull();
        (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount, answer.Usage.TotalTokenCount).ShouldBe((null, 1_000_000_000, null));
    }

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private static List<FunctionCallContent> Calls(ChatResponse answer) => [.. answer.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>()];

    private Task<ChatResponse> AskAsync(ModelReply reply, bool streams)
    {
        desk.Server.Reply(reply);
        return ModelDesk.AskAsync(desk.OpenAi(), streams);
    }
}
