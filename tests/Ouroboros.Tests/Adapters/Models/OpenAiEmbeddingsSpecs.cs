using System.Globalization;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.OpenAi;
using Ouroboros.Techniques.Models;
using Ouroboros.Tests.Fakes.Models;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Models;

public sealed class OpenAiEmbeddingsSpecs : IAsyncLifetime
{
    private readonly ModelDesk desk = new();

    [Fact]
    public async Task Each_vector_goes_to_its_input_whatever_the_order()
    {
        desk.Server.Reply(ModelReply.Body("""{"data":[{"index":1,"embedding":[3,4]},{"index":0,"embedding":[1,2]}],"model":"m","usage":{"prompt_tokens":9,"total_tokens":9}}"""));

        var vectors = await EmbedAsync(["a", "b"]);

        vectors.Select(v => v.Vector.ToArray()).ShouldBe([[1f, 2f], [3f, 4f]]);
        vectors.Usage!.InputTokenCount.ShouldBe(9);
        var call = desk.Server.Calls.ShouldHaveSingleItem();
        (call.Path, call.Body).ShouldBe(("/v1/embeddings", """{"model":"some-embedder","input":["a","b"]}"""));
    }

    [Fact]
    public async Task Many_inputs_go_in_batches()
    {
        desk.Server.Reply(Answer(0, 64), Answer(64, 6));

        var vectors = await EmbedAsync([.. Enumerable.Range(0, 70).Select(i => i.ToString(CultureInfo.InvariantCulture))]);

        vectors.Select(v => (int)v.Vector.Span[0]).ShouldBe(Enumerable.Range(0, 70));
        desk.Server.Calls.Select(c => c.Json["input"]!.AsArray().Count).ShouldBe([64, 6]);
        vectors.Usage!.InputTokenCount.ShouldBe(70);
    }

    [Theory]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":2,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,"x"]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,1e999]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]}""")]
    [InlineData("""{"data":"none"}""")]
    public async Task Vectors_that_do_not_fit_their_inputs_are_none(string body)
    {
        desk.Server.Reply(ModelReply.Body(body));

        var trouble = await Should.ThrowAsync<ModelTroubleException>(EmbedAsync(["a", "b"]));

        trouble.Trouble.ShouldBe(ModelTrouble.Malformed);
    }

    [Fact]
    public async Task The_length_that_is_known_is_expected()
    {
        desk.Server.Reply(ModelReply.Body("""{"data":[{"index":0,"embedding":[1,2]}]}"""));

        var trouble = await Should.ThrowAsync<ModelTroubleException>(EmbedAsync(["a"], dimensions: 3));

        trouble.Message.ShouldContain("2 numbers came where 3 belong");
    }

    [Fact]
    public async Task Nothing_is_asked_for_nothing()
    {
        (await EmbedAsync([])).ShouldBeEmpty();

        desk.Server.Calls.ShouldBeEmpty();
    }

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private Task<GeneratedEmbeddings<Embedding<float>>> EmbedAsync(string[] inputs, int? dimensions = null) =>
        new OpenAiEmbeddings(desk.Wire(), "some-embedder", dimensions).GenerateAsync(inputs, null, CancellationToken.None);

    private static ModelReply Answer(int first, int count) => ModelReply.Body(
        "{\"data\":[" + string.Join(',', Enumerable.Range(0, count).Select(i => $"{{\"index\":{i},\"embedding\":[{first + i},0]}}")) + "],\"usage\":{\"prompt_tokens\":" + count + "}}");
}
