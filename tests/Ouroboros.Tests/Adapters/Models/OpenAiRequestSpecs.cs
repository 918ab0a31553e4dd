using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models;
using Ouroboros.Adapters.Models.OpenAi;
using Ouroboros.Techniques.Models;
using Ouroboros.Tests.Fakes.Models;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Models;

public sealed class OpenAiRequestSpecs : IAsyncLifetime
{
    private readonly ModelDesk desk = new();

    public static AIFunctionDeclaration Read { get; } = AIFunctionFactory.CreateDeclaration(
        "read", "Reads a file.", JsonDocument.Parse("""{"type":"object","properties":{"path":{"type":"string"}}}""").RootElement);

    [Fact]
    public async Task A_small_call_is_a_small_request()
    {
        var call = await CallAsync(null);

        call.Body.ShouldBe("""{"model":"some-model","messages":[{"role":"user","content":"Why?"}]}""");
        (call.Method, call.Path, call.Header("authorization"), call.Header("content-type")).ShouldBe(("POST", "/v1/chat/completions", $"Bearer {ModelDesk.Key}", "application/json"));
    }

    [Fact]
    public async Task Whatever_is_set_is_sent()
    {
        var call = await CallAsync(new ChatOptions
        {
            Instructions = "Be short.", Temperature = 0.5f, TopP = 0.25f, MaxOutputTokens = 300, Seed = 7, StopSequences = ["END"], ModelId = "another",
            ResponseFormat = ChatResponseFormat.Json, Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High },
        });

        JsonNode.DeepEquals(call.Json, JsonNode.Parse("""
            {"model":"another","messages":[{"role":"system","content":"Be short."},{"role":"user","content":"Why?"}],"max_tokens":300,"temperature":0.5,
             "top_p":0.25,"seed":7,"stop":["END"],"response_format":{"type":"json_object"},"reasoning_effort":"high"}
            """)).ShouldBeTrue(call.Body);
    }

    [Fact]
    public async Task A_stream_asks_for_its_usage()
    {
        var call = await CallAsync(null, streams: true);

        call.Json["stream"]!.GetValue<bool>().ShouldBeTrue();
        call.Json["stream_options"]!.ToJsonString().ShouldBe("""{"include_usage":true}""");
    }

    [Theory]
    [InlineData("o3-mini", true)]
    [InlineData("gpt-5.1", true)]
    [InlineData("gpt-4o", false)]
    [InlineData("omni", false)]
    public async Task A_reasoner_of_openai_gets_no_temperature_and_its_own_name_for_the_limit(string model, bool isReasoner)
    {
        var call = await CallAsync(new ChatOptions { Temperature = 0.5f, MaxOutputTokens = 9 }, ModelProviders.Find("openai")!.Dialect, model: model);

        (call.Json["max_completion_tokens"]?.GetValue<int>()).ShouldBe(isReasoner ? 9 : null);
        (call.Json["max_tokens"]?.GetValue<int>()).ShouldBe(isReasoner ? null : 9);
        (call.Json["temperature"] is null).ShouldBe(isReasoner);
    }

    [Theory]
    [InlineData("inception", "instant")]
    [InlineData("openai", "none")]
    [InlineData("ai21", null)]
    public async Task Each_dialect_has_its_word_for_hardly_thinking(string provider, string? word)
    {
        var call = await CallAsync(new ChatOptions { Reasoning = new ReasoningOptions { Effort = ReasoningEffort.None } }, ModelProviders.Find(provider)!.Dialect);

        (call.Json["reasoning_effort"]?.GetValue<string>()).ShouldBe(word);
    }

    [Fact]
    public async Task A_word_for_the_effort_is_sent_as_it_is()
    {
        var call = await CallAsync(new ChatOptions { AdditionalProperties = new() { ["reasoning_effort"] = "minimal" } });

        call.Json["reasoning_effort"]!.GetValue<string>().ShouldBe("minimal");
    }

    [Fact]
    public async Task Jamba_is_not_asked_for_what_it_does_not_document()
    {
        var options = new ChatOptions
        {
            Seed = 3, Tools = [Read], ToolMode = ChatToolMode.RequireAny, ResponseFormat = ChatResponseFormat.ForJsonSchema(Read.JsonSchema),
        };

        var call = await CallAsync(options, ModelProviders.Find("ai21")!.Dialect, streams: true);

        call.Json.AsObject().Select(m => m.Key).ShouldBe(["model", "messages", "tools", "response_format", "stream"]);
        call.Json["response_format"]!.ToJsonString().ShouldBe("""{"type":"json_object"}""");
    }

    [Fact]
    public async Task Tools_are_functions_with_their_schema()
    {
        var call = await CallAsync(new ChatOptions { Tools = [Read], ToolMode = ChatToolMode.RequireSpecific("read"), AllowMultipleToolCalls = false });

        call.Json["tools"]!.ToJsonString().ShouldBe(
            """[{"type":"function","function":{"name":"read","description":"Reads a file.","parameters":{"type":"object","properties":{"path":{"type":"string"}}}}}]""");
        call.Json["tool_choice"]!.ToJsonString().ShouldBe("""{"type":"function","function":{"name":"read"}}""");
        call.Json["parallel_tool_calls"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_conversation_with_calls_is_told_as_it_was()
    {
        var call = await CallAsync(null, messages:
        [
            new(ChatRole.System, "Mend."),
            new(ChatRole.User, "Look."),
            new(ChatRole.Assistant, [new TextReasoningContent("hm"), new TextContent("I look."), new FunctionCallContent("c1", "read", new Dictionary<string, object?> { ["path"] = "a.py", ["n"] = 2 })]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", "x = 1\n"), new FunctionResultContent("c2", null) { Exception = new InvalidOperationException("gone") }]),
        ]);

        call.Json["messages"]!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ShouldBe(
            """[{"role":"system","content":"Mend."},{"role":"user","content":"Look."},{"role":"assistant","content":"I look.","tool_calls":[{"id":"c1","type":"function","function":{"name":"read","arguments":"{\"path\":\"a.py\",\"n\":2}"}}]},{"role":"tool","tool_call_id":"c1","content":"x = 1\n"},{"role":"tool","tool_call_id":"c2","content":"Error: gone"}]""");
    }

    [Fact]
    public async Task Arguments_that_were_none_are_told_again_as_an_object()
    {
        desk.Server.Reply(ModelReply.ToolCall("read", "{\"path\": "), ModelReply.Text("Well."));
        var chat = desk.OpenAi();
        var first = await ModelDesk.AskAsync(chat);

        await ModelDesk.AskAsync(chat, messages: [new(ChatRole.User, "Look."), .. first.Messages, new(ChatRole.Tool, [new FunctionResultContent("call_scripted_0", "no")])]);

        var arguments = desk.Server.Calls[1].Json["messages"]![1]!["tool_calls"]![0]!["function"]!["arguments"]!.GetValue<string>();
        JsonNode.Parse(arguments)!["raw_arguments"]!.GetValue<string>().ShouldBe("{\"path\": ");
    }

    [Fact]
    public async Task What_a_chat_cannot_send_is_not_left_out_in_silence()
    {
        var thrown = await Should.ThrowAsync<ModelTroubleException>(ModelDesk.AskAsync(desk.OpenAi(), messages: new ChatMessage(ChatRole.User, [new FillContent("a.py", "x", "y")])));

        thrown.Trouble.ShouldBe(ModelTrouble.Rejected);
        desk.Server.Calls.ShouldBeEmpty();
    }

    [Fact]
    public void A_client_tells_whose_model_it_is()
    {
        var metadata = (ChatClientMetadata)desk.OpenAi().GetService(typeof(ChatClientMetadata))!;

        (metadata.ProviderName, metadata.ProviderUri, metadata.DefaultModelId).ShouldBe(("scripted", desk.Server.Base, "some-model"));
    }

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private async Task<ModelCall> CallAsync(ChatOptions? options, OpenAiDialect? dialect = null, bool streams = false, string model = "some-model", params ChatMessage[] messages)
    {
        desk.Server.Reply(ModelReply.Text("Because."));
        await ModelDesk.AskAsync(desk.OpenAi(dialect, model), streams, options, messages);
        return desk.Server.Calls[^1];
    }
}
