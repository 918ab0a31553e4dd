using System.Text.Json;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;

namespace Ouroboros.Adapters.Models;

/// <summary>Asks an endpoint what models it has; a list under <c>data</c>, as OpenAI and Anthropic tell it, or under <c>models</c>.</summary>
public sealed class ModelListing(ModelWire wire)
{
    private const int Most = 5000;
    private const int LongestName = 200;

    /// <returns>By name, each once.</returns>
    public async Task<IReadOnlyList<ListedModel>> ReadAsync(ModelProtocol protocol, CancellationToken cancellationToken)
    {
        using var answer = await wire.SendAsync(new WireRequest(protocol == ModelProtocol.Anthropic ? "/v1/models?limit=1000" : "models"), cancellationToken);
        using var document = await answer.JsonAsync(cancellationToken);
        if (ServerComplaint.In(document.RootElement) is { } complaint)
            throw answer.Told(complaint);

        var list = document.RootElement.Member("data") is { ValueKind: JsonValueKind.Array } data ? data : document.RootElement.Member("models");
        return list.ValueKind == JsonValueKind.Array
            ? [.. list.Items().Take(Most).Select(Read).OfType<ListedModel>().DistinctBy(m => m.Name).OrderBy(m => m.Name, StringComparer.Ordinal)]
            : throw answer.Malformed("What came is no list of models");
    }

    private static ListedModel? Read(JsonElement told)
    {
        var name = told.Text() ?? told.Member("id").Text() ?? told.Member("name").Text() ?? told.Member("model").Text();
        return IsShowable(name)
            ? new ListedModel(name!, told.Member("owned_by").Text() is { } owner && IsShowable(owner) ? owner : null,
                told.Member("context_length").Tokens() ?? told.Member("max_model_len").Tokens() ?? told.Member("meta").Member("n_ctx_train").Tokens() ?? told.Member("max_input_tokens").Tokens())
            : null;
    }

    private static bool IsShowable(string? text) => text is { Length: > 0 and <= LongestName } && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
}
