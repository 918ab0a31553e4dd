using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models;
using Ouroboros.Techniques.Models;
using Ouroboros.Tests.Fakes.Models;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Models;

public sealed class FillingChatSpecs : IAsyncLifetime
{
    private static readonly FillContent Gap = new("add.py", "def add(a, b):\n    return ", "\n\nprint(add(2, 3))");
    private readonly ModelDesk desk = new();
    private readonly List<ModelClients> clients = [];

    [Theory]
    [InlineData("inception", "mercury-2", "/v1/fim/completions", """{"model":"mercury-edit-2","prompt":"def add(a, b):\n    return ","suffix":"\n\nprint(add(2, 3))","max_tokens":64}""")]
    [InlineData("inception", "mercury-coder", "/v1/fim/completions", """{"model":"mercury-coder","prompt":"def add(a, b):\n    return ","suffix":"\n\nprint(add(2, 3))","max_tokens":64}""")]
    [InlineData("ollama", "qwen", "/v1/completions", """{"model":"qwen","prompt":"def add(a, b):\n    return ","suffix":"\n\nprint(add(2, 3))","max_tokens":64}""")]
    [InlineData("llamacpp", "qwen", "/infill", """{"input_prefix":"def add(a, b):\n    return ","input_suffix":"\n\nprint(add(2, 3))","n_predict":64}""")]
    public async Task A_gap_goes_to_the_endpoint_for_it(string provider, string model, string path, string body)
    {
        desk.Server.Reply(ModelReply.Text("a + b"));

        var answer = await AskAsync(provider, model, Gap);

        answer.Text.ShouldBe("a + b");
        answer.Usage!.TotalTokenCount.ShouldBe(120);
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        desk.Server.Calls.Select(c => (c.Path, c.Body)).ShouldBe([(path, body)]);
    }

    [Fact]
    public async Task A_gap_can_be_streamed_and_be_cut_by_its_limit()
    {
        desk.Server.Reply(ModelReply.Text("a +", finish: "length"));

        var answer = await AskAsync("llamacpp", "qwen", Gap, streams: true);

        (answer.Text, answer.FinishReason).ShouldBe(("a +", ChatFinishReason.Length));
    }

    [Fact]
    public async Task A_region_is_written_anew_in_the_documented_form()
    {
        desk.Server.Reply(ModelReply.Text("```python\ndef add(a, b):\n    return a + b\n```"));
        var rewrite = new RewriteContent("add.py", "import os\n", "def add(a, b):\n    return a - b\n", "print(add(2, 3))", "Add.\nDo not subtract.", [new("other.py", "x = 1")]);

        var answer = await AskAsync("inception", "mercury-2", rewrite);

        answer.Text.ShouldBe("def add(a, b):\n    return a + b\n");
        var call = desk.Server.Calls.ShouldHaveSingleItem();
        call.Path.ShouldBe("/v1/edit/completions");
        (call.Model, call.Json["messages"]!.AsArray().Count).ShouldBe(("mercury-edit-2", 1));
        call.Json["messages"]![0]!["content"]!.GetValue<string>().ShouldBe(
            """
            <|recently_viewed_code_snippets|>
            <|recently_viewed_code_snippet|>
            code_snippet_file_path: other.py
            x = 1
            <|/recently_viewed_code_snippet|>
            <|/recently_viewed_code_snippets|>

            <|current_file_content|>
            current_file_path: add.py
            import os
            <|code_to_edit|>
            def add(a, b):
                return a - b<|cursor|>
            <|/code_to_edit|>
            print(add(2, 3))
            <|/current_file_content|>

            <|edit_diff_history|>
            # Add.
            # Do not subtract.
            <|/edit_diff_history|>
            """);
    }

    [Fact]
    public async Task None_means_that_nothing_changes()
    {
        desk.Server.Reply(ModelReply.Text("None"));

        var answer = await AskAsync("inception", "mercury-2", new RewriteContent("a.py", "", "x = 1\n", "", "", []));

        answer.Text.ShouldBe("x = 1\n");
    }

    [Fact]
    public async Task A_text_that_holds_a_tag_is_asked_about_in_words()
    {
        desk.Server.Reply(ModelReply.Text("```\ny = 1\n```"));

        var answer = await AskAsync("inception", "mercury-2", new RewriteContent("a.py", "TAG = '<|code_to_edit|>'\n", "x = 1\n", "", "Rename.", []));

        answer.Text.ShouldBe("y = 1\n");
        desk.Server.Calls.Select(c => (c.Path, c.Model)).ShouldBe([("/v1/chat/completions", "mercury-2")]);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(501)]
    [InlineData(400)]
    public async Task A_server_without_the_endpoint_is_asked_in_words_from_then_on(int status)
    {
        desk.Server.Reply(ModelReply.Status(status), ModelReply.Text("```\na + b\n```"), ModelReply.Text("a + b"));
        var chat = Chat("ollama", "qwen");

        var first = await ModelDesk.AskAsync(chat, messages: new ChatMessage(ChatRole.User, [Gap]));
        var second = await ModelDesk.AskAsync(chat, messages: new ChatMessage(ChatRole.User, [Gap]));

        (first.Text, second.Text).ShouldBe(("a + b", "a + b"));
        desk.Server.Calls.Select(c => c.Path).ShouldBe(["/v1/completions", "/v1/chat/completions", "/v1/chat/completions"]);
    }

    [Theory]
    [InlineData(429, ModelTrouble.RateLimited)]
    [InlineData(500, ModelTrouble.ServerFailed)]
    public async Task Other_trouble_is_told(int status, ModelTrouble expected)
    {
        desk.Server.Reply(ModelReply.Status(status));

        var trouble = await Should.ThrowAsync<ModelTroubleException>(AskAsync("ollama", "qwen", Gap));

        trouble.Trouble.ShouldBe(expected);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    [InlineData("ai21")]
    public async Task Where_there_is_no_endpoint_it_is_asked_in_words(string provider)
    {
        desk.Server.Reply(ModelReply.Text("Sure:\n```python\na + b\n```\nDone."));

        var answer = await AskAsync(provider, "some-model", Gap);

        answer.Text.ShouldBe("a + b");
        desk.Server.Calls.ShouldHaveSingleItem().Body.ShouldContain("print(add(2, 3))");
    }

    [Fact]
    public async Task All_else_goes_to_the_chat()
    {
        desk.Server.Reply(ModelReply.Text("Because."));

        var answer = await AskAsync("inception", "mercury-2", new TextContent("Why?"), streams: true);

        answer.Text.ShouldBe("Because.");
        desk.Server.Calls.ShouldHaveSingleItem().Path.ShouldBe("/v1/chat/completions");
    }

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync()
    {
        clients.ForEach(c => c.Dispose());
        return desk.DisposeAsync();
    }

    private IChatClient Chat(string name, string model)
    {
        clients.Add(new ModelClients(desk.Clock));
        var provider = ModelProviders.Find(name)!;
        return clients[^1].Chat(provider, provider.Endpoint(ModelDesk.Key, desk.Server.Base), model);
    }

    private Task<ChatResponse> AskAsync(string provider, string model, AIContent content, bool streams = false) =>
        ModelDesk.AskAsync(Chat(provider, model), streams, new ChatOptions { MaxOutputTokens = 64 }, new ChatMessage(ChatRole.User, [content]));
}
