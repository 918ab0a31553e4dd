using Ouroboros.Adapters.Models;
using Ouroboros.Techniques.Models;
using Ouroboros.Tests.Fakes;
using Ouroboros.Tests.Fakes.Models;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Models;

public sealed class ModelProvidersSpecs
{
    [Theory]
    [InlineData("openai", "https://api.openai.com/v1", "OPENAI_API_KEY")]
    [InlineData("anthropic", "https://api.anthropic.com/", "ANTHROPIC_API_KEY")]
    [InlineData("ai21", "https://api.ai21.com/studio/v1", "AI21_API_KEY")]
    [InlineData("inception", "https://api.inceptionlabs.ai/v1", "INCEPTION_API_KEY")]
    [InlineData("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY")]
    [InlineData("gemini", "https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY")]
    [InlineData("ollama", "http://127.0.0.1:11434/v1", null)]
    [InlineData("llamacpp", "http://127.0.0.1:8080/v1", null)]
    [InlineData("lmstudio", "http://127.0.0.1:1234/v1", null)]
    [InlineData("vllm", "http://127.0.0.1:8000/v1", null)]
    public void A_provider_has_an_address_and_a_place_for_its_key(string name, string address, string? variable)
    {
        var provider = ModelProviders.Find(name)!;

        (provider.Base!.AbsoluteUri, provider.KeyVariable, provider.NeedsKey).ShouldBe((address, variable, variable is not null));
    }

    [Fact]
    public void Names_are_names_and_each_is_there_once()
    {
        ModelProviders.All.ShouldAllBe(p => ModelName.IsProvider(p.Name));
        ModelProviders.All.Select(p => p.Name).ShouldBeUnique();
    }

    [Fact]
    public void Any_other_name_speaks_like_openai_at_an_address_that_is_given()
    {
        var provider = ModelProviders.Named("my-own")!;

        (provider.Base, provider.KeyVariable, provider.NeedsKey).ShouldBe((null, "MY_OWN_API_KEY", false));
        Should.Throw<ArgumentException>(() => provider.Endpoint("key")).Message.ShouldContain("give it a base URL");
        provider.Endpoint(" key\n", new Uri("https://models.example/v1")).Key.ShouldBe("key");
        ModelProviders.Named("No Name").ShouldBeNull();
    }

    [Fact]
    public async Task Without_its_key_a_provider_is_not_called()
    {
        using var clients = new ModelClients(new SetClock());
        var provider = ModelProviders.Find("openai")!;

        var trouble = await Should.ThrowAsync<ModelTroubleException>(ModelDesk.AskAsync(clients.Chat(provider, provider.Endpoint(""), "gpt-5")));

        trouble.Trouble.ShouldBe(ModelTrouble.Unauthorised);
        trouble.Message.ShouldContain("OPENAI_API_KEY");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/v1")]
    public async Task Anthropic_is_found_with_and_without_the_version_in_its_address(string path)
    {
        await using var server = ModelServer.Start().Reply(ModelReply.Text("Because."));
        using var clients = new ModelClients(new SetClock());
        var provider = ModelProviders.Find("anthropic")!;

        await ModelDesk.AskAsync(clients.Chat(provider, provider.Endpoint("key-4711", new Uri(server.Address, path)), "claude-opus-5"));

        var call = server.Calls.ShouldHaveSingleItem();
        (call.Path, call.Header("anthropic-version"), call.Header("x-api-key")).ShouldBe(("/v1/messages", "2023-06-01", "key-4711"));
    }

    [Theory]
    [InlineData("openai", "/v1/models", """{"object":"list","data":[{"id":"b","owned_by":"me","context_length":4096},{"id":"a"},{"id":"a"},{"id":7},{"id":"x\u001by"}]}""")]
    [InlineData("ollama", "/v1/models", """{"models":[{"name":"b","owned_by":"me","max_model_len":4096},{"model":"a"}]}""")]
    [InlineData("anthropic", "/v1/models?limit=1000", """{"data":[{"type":"model","id":"a"},{"id":"b","owned_by":"me","max_input_tokens":4096}],"has_more":false}""")]
    public async Task Models_are_listed_in_whichever_shape_they_come(string name, string path, string body)
    {
        await using var server = ModelServer.Start().Reply(ModelReply.Body(body));
        using var clients = new ModelClients(new SetClock());
        var provider = ModelProviders.Find(name)!;

        var models = await clients.ListAsync(provider, provider.Endpoint("key-4711", server.Base), CancellationToken.None);

        models.ShouldBe([new ListedModel("a", null, null), new ListedModel("b", "me", 4096)]);
        (server.Calls[0].Method, server.Calls[0].Path).ShouldBe(("GET", path));
    }

    [Fact]
    public async Task What_is_no_list_is_no_list()
    {
        await using var server = ModelServer.Start().Reply(ModelReply.Body("{}"), ModelReply.Status(401));
        using var clients = new ModelClients(new SetClock());
        var provider = ModelProviders.Find("ollama")!;
        var endpoint = provider.Endpoint(null, server.Base);

        var other = await Should.ThrowAsync<ModelTroubleException>(clients.ListAsync(provider, endpoint, CancellationToken.None));
        var refused = await Should.ThrowAsync<ModelTroubleException>(clients.ListAsync(provider, endpoint, CancellationToken.None));

        (other.Trouble, refused.Trouble).ShouldBe((ModelTrouble.Malformed, ModelTrouble.Unauthorised));
    }
}
