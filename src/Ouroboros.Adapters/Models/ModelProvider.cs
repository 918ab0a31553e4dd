using Ouroboros.Adapters.Models.Filling;
using Ouroboros.Adapters.Models.OpenAi;
using Ouroboros.Adapters.Models.Wire;

namespace Ouroboros.Adapters.Models;

/// <summary>Who serves models: where, in what language, and where its key is looked for.</summary>
/// <param name="Base">Null where it has no address of its own and must be given one.</param>
public sealed record ModelProvider(string Name, Uri? Base)
{
    // The same ones each time, so that endpoints are equal and share their connections.
    private static readonly Dictionary<string, string> Plain = [];
    private static readonly Dictionary<string, string> Versioned = new() { ["anthropic-version"] = "2023-06-01" };

    /// <summary>The variable of the environment that holds the key; null for servers that ask for none.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>Whether it answers nobody without a key.</summary>
    public bool NeedsKey { get; init; }

    public ModelProtocol Protocol { get; init; } = ModelProtocol.OpenAi;

    public OpenAiDialect Dialect { get; init; } = OpenAiDialect.Compatible;

    public FillEndpoint Fill { get; init; }

    /// <summary>Whether it has an endpoint that writes a region anew.</summary>
    public bool Rewrites { get; init; }

    /// <summary>The model that fills where another one chats; null where each does both.</summary>
    public string? FillModel { get; init; }

    /// <summary>The endpoint with this key, at another address where one is given.</summary>
    public ModelEndpoint Endpoint(string? key, Uri? address = null)
    {
        var place = address ?? Base ?? throw new ArgumentException($"The provider {Name} has no address of its own: give it a base URL.", nameof(address));
        return new ModelEndpoint(Name, place)
        {
            Key = string.IsNullOrWhiteSpace(key) ? null : key.Trim(),
            KeyVariable = KeyVariable,
            // Somebody else's address, such as that of a proxy at home, may ask for none.
            NeedsKey = NeedsKey && address is null,
            KeyHeader = Protocol == ModelProtocol.Anthropic ? "x-api-key" : "Authorization",
            Headers = Protocol == ModelProtocol.Anthropic ? Versioned : Plain,
        };
    }
}
