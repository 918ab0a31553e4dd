using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.Filling;

/// <summary>Asks an endpoint for what stands between two texts, or for a region written anew.</summary>
internal sealed class FillRequest(string model, ChatOptions options)
{
    private const int UsualTokens = 1024;

    public WireRequest Fill(FillContent content, FillEndpoint endpoint) =>
        endpoint == FillEndpoint.Infill ? Infill(content) : Complete(content, endpoint == FillEndpoint.Fim ? "fim/completions" : "completions");

    /// <summary>The next edit, as Inception documents it: one message of the user, and nothing else of a chat.</summary>
    public WireRequest Rewrite(RewriteContent content) => new(
        "edit/completions",
        JsonBody.Of(json =>
        {
            json.WriteString("model", model);
            json.WriteStartArray("messages");
            json.WriteStartObject();
            json.WriteString("role", "user");
            json.WriteString("content", EditPrompt.Of(content));
            json.WriteEndObject();
            json.WriteEndArray();
            WriteLimits(json, "max_tokens");
        }));

    private WireRequest Complete(FillContent content, string path) => new(
        path,
        JsonBody.Of(json =>
        {
            json.WriteString("model", model);
            json.WriteString("prompt", content.Prefix);
            json.WriteString("suffix", content.Suffix);
            WriteLimits(json, "max_tokens");
        }));

    private WireRequest Infill(FillContent content) => new(
        "/infill",
        JsonBody.Of(json =>
        {
            json.WriteString("input_prefix", content.Prefix);
            json.WriteString("input_suffix", content.Suffix);
            WriteLimits(json, "n_predict");
        }));

    private void WriteLimits(Utf8JsonWriter json, string most)
    {
        json.WriteNumber(most, options.MaxOutputTokens ?? UsualTokens);
        if (options.Temperature is { } temperature && float.IsFinite(temperature))
            json.WriteNumber("temperature", temperature);
        if (options.StopSequences is not { Count: > 0 } stops)
            return;

        json.WriteStartArray("stop");
        foreach (var stop in stops)
            json.WriteStringValue(stop);
        json.WriteEndArray();
    }
}
