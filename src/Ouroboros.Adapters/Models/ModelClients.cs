using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Anthropic;
using Ouroboros.Adapters.Models.Filling;
using Ouroboros.Adapters.Models.OpenAi;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models;

/// <summary>Makes the clients of models. Those of one endpoint share its connections, which end with this.</summary>
public sealed class ModelClients(TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<ModelEndpoint, Lazy<ModelWire>> wires = [];

    /// <summary>A chat with a model that can also be asked to fill and to rewrite: by an endpoint for it where there is one, else in words.</summary>
    public IChatClient Chat(ModelProvider provider, ModelEndpoint endpoint, string model)
    {
        var wire = Wire(endpoint);
        IChatClient chat = provider.Protocol == ModelProtocol.Anthropic ? new AnthropicChat(wire, model) : new OpenAiChat(wire, provider.Dialect, model);
        var asked = new FillByChat(chat);
        return provider.Fill == FillEndpoint.None && !provider.Rewrites
            ? asked
            : new FillingChat(asked, wire, FillerOf(provider, model), provider.Fill, provider.Rewrites);
    }

    /// <param name="dimensions">How long every vector must be, where that is known.</param>
    public IEmbeddingGenerator<string, Embedding<float>> Embeddings(ModelEndpoint endpoint, string model, int? dimensions) =>
        new OpenAiEmbeddings(Wire(endpoint), model, dimensions);

    /// <summary>What models an endpoint says it has.</summary>
    public Task<IReadOnlyList<ListedModel>> ListAsync(ModelProvider provider, ModelEndpoint endpoint, CancellationToken cancellationToken) =>
        new ModelListing(Wire(endpoint)).ReadAsync(provider.Protocol, cancellationToken);

    public void Dispose()
    {
        foreach (var wire in wires.Values)
            wire.Value.Dispose();
    }

    private ModelWire Wire(ModelEndpoint endpoint) => wires.GetOrAdd(endpoint, e => new Lazy<ModelWire>(() => new ModelWire(e, clock))).Value;

    // One that was asked for by name and can do it is not replaced.
    private static string FillerOf(ModelProvider provider, string model) =>
        provider.FillModel is { } filler && !model.Contains("edit", StringComparison.Ordinal) && !model.Contains("coder", StringComparison.Ordinal) ? filler : model;
}
