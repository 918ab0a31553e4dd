using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Anthropic;
using Ouroboros.Adapters.Models.OpenAi;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Techniques.Models;
using Shouldly;

namespace Ouroboros.Tests.Fakes.Models;

/// <summary>A scripted server, a clock that stands, and clients that talk to it.</summary>
internal sealed class ModelDesk : IAsyncDisposable
{
    public const string Key = "key-of-the-tests-4711";
    private readonly List<ModelWire> wires = [];

    public ModelServer Server { get; } = ModelServer.Start();

    public SetClock Clock { get; } = new();

    public ModelEndpoint Endpoint => new("scripted", Server.Base) { Key = Key, KeyVariable = "SCRIPTED_API_KEY" };

    public ModelWire Wire(ModelEndpoint? endpoint = null)
    {
        wires.Add(new ModelWire(endpoint ?? Endpoint, Clock));
        return wires[^1];
    }

    public IChatClient OpenAi(OpenAiDialect? dialect = null, string model = "some-model", ModelEndpoint? endpoint = null) =>
        new OpenAiChat(Wire(endpoint), dialect ?? OpenAiDialect.Compatible, model);

    public IChatClient Anthropic(string model = "claude-sonnet-4-5") => new AnthropicChat(Wire(Endpoint with { KeyHeader = "x-api-key" }), model);

    /// <summary>Asks something, and expects that nothing comes of it.</summary>
    public async Task<ModelTroubleException> TroubleAsync(ModelReply reply, bool streams = false, ModelEndpoint? endpoint = null)
    {
        Server.Reply(reply);
        return await Should.ThrowAsync<ModelTroubleException>(AskAsync(OpenAi(endpoint: endpoint), streams));
    }

    public static async Task<ChatResponse> AskAsync(IChatClient chat, bool streams = false, ChatOptions? options = null, params ChatMessage[] messages)
    {
        var asked = messages.Length > 0 ? messages : [new ChatMessage(ChatRole.User, "Why?")];
        return streams
            ? await chat.GetStreamingResponseAsync(asked, options, CancellationToken.None).ToChatResponseAsync(CancellationToken.None)
            : await chat.GetResponseAsync(asked, options, CancellationToken.None);
    }

    /// <summary>Lets time pass until the work ends; work that waits for no time never does.</summary>
    public async Task PassAsync(Task work)
    {
        for (var i = 0; i < 6000 && !work.IsCompleted; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(work, Task.Delay(10));
        }

        work.IsCompleted.ShouldBeTrue("The work waited for no time.");
    }

    public async ValueTask DisposeAsync()
    {
        wires.ForEach(w => w.Dispose());
        await Server.DisposeAsync();
    }
}
