using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Agents;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Models.Traffic;
using Ouroboros.Techniques.Secrets;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Models;

/// <summary>A call of a tool says the same wherever it passes: past the sieve for secrets, in memory, on a tape, from the journal.</summary>
public sealed class CallContentsSpecs
{
    private const string Secret = "s3cr3t-of-this-machine-000";

    [Theory]
    [InlineData("""{"path":"a.py","from":3}""")]
    [InlineData("""{"path": "a.py", """)]
    [InlineData("[1]")]
    [InlineData("")]
    public void A_call_comes_back_from_its_text_as_it_was(string arguments)
    {
        var answer = Answer(CallContents.Of("c1", "read", arguments));

        var back = AnswerJson.Read(AnswerJson.Write(answer)).ShouldNotBeNull();

        AnswerJson.Write(back).ShouldBe(AnswerJson.Write(answer));
        var call = CallIn(back);
        CallContents.RawOf(call).ShouldBe(CallContents.RawOf(CallIn(answer)));
        (call.Exception is null).ShouldBe(CallContents.RawOf(call) is null);
    }

    [Fact]
    public void Calls_that_differ_in_what_cannot_be_read_are_different_requests() =>
        KeyOf(CallContents.Of("c1", "read", "{a")).ShouldNotBe(KeyOf(CallContents.Of("c1", "read", "{b")));

    [Fact]
    public async Task What_cannot_be_read_is_sent_without_its_secrets_and_a_providers_own_as_it_came()
    {
        using var own = JsonDocument.Parse("""{"google":{"thought_signature":"abc"}}""");
        var inner = new Listening();
        using var chat = new DiscreetChat(inner, new SecretRedactor([Secret]));

        await chat.GetResponseAsync(
            [new(ChatRole.Assistant, [CallContents.WithOwn(CallContents.Of("c1", "read", $"{{\"key\": \"{Secret}"), own.RootElement)])], null, CancellationToken.None);

        var sent = inner.Heard.ShouldHaveSingleItem().Contents.OfType<FunctionCallContent>().Single();
        CallContents.RawOf(sent).ShouldNotBeNull().ShouldStartWith("{\"key\": ");
        CallContents.RawOf(sent)!.ShouldNotContain(Secret);
        CallContents.OwnOf(sent).ShouldNotBeNull().GetRawText().ShouldBe(own.RootElement.GetRawText());
        CallContents.OwnOf(CallIn(AnswerJson.Read(AnswerJson.Write(Answer(sent)))!)).ShouldNotBeNull();
    }

    [Fact]
    public void An_answer_from_the_journal_asks_for_what_was_asked_for()
    {
        var fact = new AgentAnswered(
            "agent 1", 1, "mock:script", "I look.", [new CallFact("c1", "read", """{"path":"a.py"}""", true), new CallFact("t1", "list", "{}", false)], "tool_calls", 1, 1, 0);

        var calls = Transcript.ResponseOf(fact).Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToArray();

        calls.ShouldHaveSingleItem().Arguments.ShouldNotBeNull()["path"]!.ToString().ShouldBe("a.py");
    }

    private static ChatResponse Answer(FunctionCallContent call) => new(new ChatMessage(ChatRole.Assistant, [call]));

    private static FunctionCallContent CallIn(ChatResponse answer) => answer.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Single();

    private static string KeyOf(FunctionCallContent call) => ChatRequestText.KeyOf(ChatRequestText.Of("m", [new ChatMessage(ChatRole.Assistant, [call])], null));

    private sealed class Listening : IChatClient
    {
        public List<ChatMessage> Heard { get; } = [];

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
        {
            Heard.AddRange(messages);
            return Task.FromResult(new ChatResponse());
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<ChatResponseUpdate>();

        public object? GetService(Type serviceType, object? serviceKey) => null;

        public void Dispose()
        {
        }
    }
}
