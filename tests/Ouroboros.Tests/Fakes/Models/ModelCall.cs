using System.Text.Json.Nodes;

namespace Ouroboros.Tests.Fakes.Models;

/// <summary>What a model server was asked.</summary>
internal sealed record ModelCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The whole request as it came, to look for what must not be in it.</summary>
    public string Everything => $"{Method} {Path}\n{string.Join('\n', Headers.Select(h => $"{h.Key}: {h.Value}"))}\n{Body}";

    public bool Streams => Body.Length > 0 && Json["stream"]?.GetValue<bool>() == true;

    public bool IsAnthropic => Path.EndsWith("/messages", StringComparison.Ordinal);

    public string Model => Body.Length > 0 ? Json["model"]?.GetValue<string>() ?? "none" : "none";

    public string? Header(string name) => Headers.GetValueOrDefault(name.ToLowerInvariant());
}
