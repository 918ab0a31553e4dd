using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Models;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Models;

public sealed class FillByChatSpecs
{
    [Fact]
    public async Task A_gap_is_asked_for_in_words_and_the_code_is_taken_out()
    {
        var echo = new Answering("Here it is:\n```python\n    return a + b\n```\n");

        var answer = await AskAsync(echo, new FillContent("add.py", "def add(a, b):\n", "print(add(2, 3))\n"));

        answer.Text.ShouldBe("    return a + b\n");
        echo.Asked.ShouldContain("missing in add.py");
        echo.Asked.ShouldContain("```\ndef add(a, b):\n```");
        echo.Asked.ShouldContain("```\nprint(add(2, 3))\n```");
    }

    [Fact]
    public async Task A_region_keeps_its_last_line_break_or_its_lack()
    {
        var answers = new List<string>();
        foreach (var region in new[] { "x = 1\n", "x = 1" })
            answers.Add((await AskAsync(new Answering("```\ny = 1\n\n```"), new RewriteContent("a.py", "", region, "", "Rename x to y.", []))).Text);

        answers.ShouldBe(["y = 1\n", "y = 1"]);
    }

    [Fact]
    public async Task A_region_is_shown_with_what_is_wished_and_what_was_seen()
    {
        var echo = new Answering("```\ny\n```");

        await AskAsync(echo, new RewriteContent("a.py", "before()\n", "x\n", "after()\n", "Rename x to y.", [new("b.py", "````\nodd\n````")]));

        echo.Asked.ShouldContain("Write a region of a.py anew: Rename x to y.");
        echo.Asked.ShouldContain("From b.py:\n`````\n````\nodd\n````\n`````");
        foreach (var shown in new[] { "before()", "after()" })
            echo.Asked.ShouldContain(shown);
    }

    [Fact]
    public async Task All_else_passes_as_it_is()
    {
        var answer = await AskAsync(new Answering("```\nx\n```"), new TextContent("Show x."));

        answer.Text.ShouldBe("```\nx\n```");
    }

    [Fact]
    public async Task What_is_asked_for_as_a_stream_comes_as_one()
    {
        var chat = new FillByChat(new Answering("```\nx\n```"));

        var answer = await chat.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, [new FillContent("a", "b", "\n")])], null, CancellationToken.None)
            .ToChatResponseAsync(CancellationToken.None);

        answer.Text.ShouldBe("x");
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("```js\na\nb\n```", "a\nb")]
    [InlineData("Before\n~~~\n```\na\n```\n~~~\nAfter", "```\na\n```")]
    [InlineData("````\n```\na\n````", "```\na")]
    [InlineData("```\r\na\r\n", "a\n")]
    [InlineData("Use ```x``` here", "Use ```x``` here")]
    [InlineData("```\n```", "")]
    public void Code_stands_between_fences(string answer, string expected) => FencedCode.In(answer).ShouldBe(expected);

    private static Task<ChatResponse> AskAsync(Answering chat, AIContent content) =>
        new FillByChat(chat).GetResponseAsync([new ChatMessage(ChatRole.User, [content])], null, CancellationToken.None);

    private sealed class Answering(string text) : IChatClient
    {
        public string Asked { get; private set; } = "";

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Asked = string.Concat(messages.Select(m => m.Text));
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text)));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
