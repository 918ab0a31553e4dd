using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Ouroboros.Tests.Fakes.Models;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Models;

public sealed class AnthropicRequestSpecs : IAsyncLifetime
{
    private readonly ModelDesk desk = new();

    [Fact]
    public async Task A_small_call_is_a_small_request()
    {
        var call = await CallAsync(null);

        call.Body.ShouldBe(
            """{"model":"claude-sonnet-4-5","max_tokens":8192,"messages":[{"role":"user","content":[{"type":"text","text":"Why?","cache_control":{"type":"ephemeral"}}]}]}""");
        (call.Path, call.Header("x-api-key"), call.Header("authorization")).ShouldBe(("/v1/messages", ModelDesk.Key, null));
    }

    [Fact]
    public async Task What_stays_the_same_stands_first_and_is_cached()
    {
        var call = await CallAsync(
            new ChatOptions { Instructions = "Mend.", Tools = [OpenAiRequestSpecs.Read], StopSequences = ["END"], Temperature = 0.5f, TopP = 0.5f, MaxOutputTokens = 100 },
            messages: [new(ChatRole.System, "Be short."), new(ChatRole.User, "Why?")]);

        JsonNode.DeepEquals(call.Json, JsonNode.Parse("""
            {"model":"claude-sonnet-4-5","max_tokens":100,
             "tools":[{"name":"read","description":"Reads a file.","input_schema":{"type":"object","properties":{"path":{"type":"string"}}},"cache_control":{"type":"ephemeral"}}],
             "system":[{"type":"text","text":"Mend."},{"type":"text","text":"Be short.","cache_control":{"type":"ephemeral"}}],
             "messages":[{"role":"user","content":[{"type":"text","text":"Why?","cache_control":{"type":"ephemeral"}}]}],
             "stop_sequences":["END"],"temperature":0.5}
            """)).ShouldBeTrue(call.Body);
    }

    [Fact]
    public async Task Turns_of_one_role_are_joined_and_results_stand_first()
    {
        var call = await CallAsync(null, messages:
        [
            new(ChatRole.User, "Look."),
            new(ChatRole.User, " "),
            new(ChatRole.Assistant, [new TextReasoningContent("unsigned"), new TextContent("I look."), new FunctionCallContent("c1", "read", new Dictionary<string, object?> { ["path"] = "a.py" })]),
            new(ChatRole.Assistant, [new FunctionCallContent("c2", "read") { Exception = new InvalidOperationException(), AdditionalProperties = new() { ["raw_arguments"] = "{" } }]),
            new(ChatRole.User, "And then?"),
            new(ChatRole.Tool, [new FunctionResultContent("c1", "x = 1"), new FunctionResultContent("c2", "no") { Exception = new InvalidOperationException("bad") }]),
        ]);

        JsonNode.DeepEquals(call.Json["messages"], JsonNode.Parse("""
            [{"role":"user","content":[{"type":"text","text":"Look."}]},
             {"role":"assistant","content":[{"type":"text","text":"I look."},{"type":"tool_use","id":"c1","name":"read","input":{"path":"a.py"}},{"type":"tool_use","id":"c2","name":"read","input":{"raw_arguments":"{"}}]},
             {"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"x = 1"},{"type":"tool_result","tool_use_id":"c2","content":"no","is_error":true},{"type":"text","text":"And then?","cache_control":{"type":"ephemeral"}}]}]
            """)).ShouldBeTrue(call.Json["messages"]!.ToJsonString());
    }

    [Fact]
    public async Task Signed_thoughts_are_given_back_with_the_calls_they_led_to()
    {
        desk.Server.Reply(
            ModelReply.Body("""{"id":"m","content":[{"type":"thinking","thinking":"Hm.","signature":"S"},{"type":"redacted_thinking","data":"D"},{"type":"tool_use","id":"c","name":"read","input":{}}],"stop_reason":"tool_use"}"""),
            ModelReply.Text("So."));
        var chat = desk.Anthropic();
        var first = await ModelDesk.AskAsync(chat);

        await ModelDesk.AskAsync(chat, messages: [new(ChatRole.User, "Look."), .. first.Messages, new(ChatRole.Tool, [new FunctionResultContent("c", "x")])]);

        desk.Server.Calls[1].Json["messages"]![1]!["content"]!.ToJsonString().ShouldBe(
            """[{"type":"thinking","thinking":"Hm.","signature":"S"},{"type":"redacted_thinking","data":"D"},{"type":"tool_use","id":"c","name":"read","input":{}}]""");
    }

    [Theory]
    [InlineData("claude-sonnet-4-5-20250929", 8192, """{"type":"enabled","budget_tokens":4096}""", null, false)]
    [InlineData("claude-3-7-sonnet-latest", 4096, """{"type":"enabled","budget_tokens":2048}""", null, false)]
    [InlineData("claude-sonnet-4-5", 1000, null, null, true)]
    [InlineData("claude-opus-4-6", 1000, """{"type":"adaptive"}""", "medium", true)]
    [InlineData("claude-opus-4-7", 1000, """{"type":"adaptive"}""", "medium", false)]
    [InlineData("claude-opus-5", 1000, """{"type":"adaptive"}""", "medium", false)]
    public async Task Each_model_is_asked_to_think_in_its_way_and_never_beyond_its_limit(string model, int most, string? thinking, string? effort, bool hasTemperature)
    {
        var call = await CallAsync(new ChatOptions { MaxOutputTokens = most, Temperature = 0.5f, Reasoning = new ReasoningOptions { Effort = ReasoningEffort.Medium } }, model);

        (call.Json["thinking"]?.ToJsonString()).ShouldBe(thinking);
        (call.Json["output_config"]?["effort"]?.GetValue<string>()).ShouldBe(effort);
        call.Json["max_tokens"]!.GetValue<int>().ShouldBe(most);
        (call.Json["temperature"] is not null).ShouldBe(hasTemperature);
    }

    [Theory]
    [InlineData("none", null, """{"type":"none"}""")]
    [InlineData("any", false, """{"type":"any","disable_parallel_tool_use":true}""")]
    [InlineData("read", null, """{"type":"tool","name":"read"}""")]
    [InlineData("auto", false, """{"type":"auto","disable_parallel_tool_use":true}""")]
    [InlineData("auto", null, null)]
    public async Task A_call_may_be_demanded_or_forbidden(string mode, bool? several, string? expected)
    {
        var asked = mode switch { "none" => ChatToolMode.None, "any" => ChatToolMode.RequireAny, "auto" => ChatToolMode.Auto, _ => (ChatToolMode)ChatToolMode.RequireSpecific(mode) };

        var call = await CallAsync(new ChatOptions { Tools = [OpenAiRequestSpecs.Read], ToolMode = asked, AllowMultipleToolCalls = several });

        (call.Json["tool_choice"]?.ToJsonString()).ShouldBe(expected);
    }

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private async Task<ModelCall> CallAsync(ChatOptions? options, string model = "claude-sonnet-4-5", params ChatMessage[] messages)
    {
        desk.Server.Reply(ModelReply.Text("Because."));
        await ModelDesk.AskAsync(desk.Anthropic(model), streams: false, options, messages);
        return desk.Server.Calls[^1];
    }
}
