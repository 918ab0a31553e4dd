using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;

namespace Ouroboros.Adapters.Models.OpenAi;

/// <summary>
/// Embeddings of OpenAI and of all who speak like it: in batches, each put where its index says, all of one length. Built against the
/// documented contract and tested against a local double.
/// </summary>
/// <param name="model">Asked where a call names no other.</param>
/// <param name="dimensions">How long every vector must be, where that is known.</param>
public sealed class OpenAiEmbeddings(ModelWire wire, string model, int? dimensions = null) : IEmbeddingGenerator<string, Embedding<float>>
{
    private const int Batch = 64;
    private const int MostDimensions = 65_536;
    private readonly EmbeddingGeneratorMetadata metadata = new(wire.Endpoint.Provider, wire.Endpoint.Base, model, dimensions);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var batch in values.Chunk(Batch))
        {
            using var answer = await wire.SendAsync(Request(batch, options), cancellationToken);
            using var document = await answer.JsonAsync(cancellationToken);
            if (ServerComplaint.In(document.RootElement) is { } complaint)
                throw answer.Told(complaint);

            all.AddRange(Read(answer, document.RootElement, batch.Length, all.FirstOrDefault()?.Dimensions ?? options?.Dimensions ?? dimensions));
            if (OpenAiWords.Usage(document.RootElement.Member("usage")) is { } usage)
                (all.Usage ??= new UsageDetails()).Add(usage);
        }

        return all;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>The wire is whose it was.</summary>
    public void Dispose()
    {
    }

    private WireRequest Request(string[] batch, EmbeddingGenerationOptions? options) => new(
        "embeddings",
        JsonBody.Of(json =>
        {
            json.WriteString("model", options?.ModelId ?? model);
            json.WriteStartArray("input");
            foreach (var value in batch)
                json.WriteStringValue(value);
            json.WriteEndArray();
            if (options?.Dimensions is { } asked)
                json.WriteNumber("dimensions", asked);
        }));

    private IEnumerable<Embedding<float>> Read(WireAnswer answer, JsonElement root, int count, int? expected)
    {
        var vectors = new float[count][];
        foreach (var (item, place) in root.Member("data").Items().Select((item, i) => (item, item.Member("index").Whole() ?? i)))
        {
            if (place < 0 || place >= count || vectors[place] is not null)
                throw answer.Malformed($"An embedding came for input {place}, of {count}");

            vectors[place] = Vector(answer, item.Member("embedding"), expected);
            expected ??= vectors[place].Length;
        }

        return vectors.Contains(null)
            ? throw answer.Malformed($"Embeddings came for {vectors.Count(v => v is not null)} of {count} inputs")
            : vectors.Select(v => new Embedding<float>(v) { ModelId = root.Member("model").Text() ?? model });
    }

    private static float[] Vector(WireAnswer answer, JsonElement told, int? expected)
    {
        var length = told.ValueKind == JsonValueKind.Array ? told.GetArrayLength() : 0;
        if (length is 0 or > MostDimensions || (expected is { } right && length != right))
            throw answer.Malformed($"An embedding of {length} numbers came{(expected is { } wanted ? $" where {wanted} belong" : "")}");

        var vector = new float[length];
        var at = 0;
        foreach (var number in told.EnumerateArray())
        {
            if (number.ValueKind != JsonValueKind.Number || !number.TryGetSingle(out vector[at]) || !float.IsFinite(vector[at]))
                throw answer.Malformed("An embedding holds something that is no number");

            at++;
        }

        return vector;
    }
}
