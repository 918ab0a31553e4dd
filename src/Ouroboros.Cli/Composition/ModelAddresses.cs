using Ouroboros.Adapters.Models;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Models.Mock;

namespace Ouroboros.Cli.Composition;

/// <summary>
/// Where each provider is called and with which key. An address is the provider's own or one that a person gave: by configuration, where a
/// project's own files count only when trusted, or by their environment. A key is looked up when a call is made, and goes nowhere else.
/// </summary>
internal sealed class ModelAddresses(Config config, Surroundings here)
{
    private readonly Lazy<IReadOnlyDictionary<string, Uri>> given = new(() => Given(config));
    private readonly Lazy<IReadOnlyDictionary<string, Entry>> own = new(() =>
        File.Exists(config.Places.DotEnv) ? DotEnvFile.Read(config.Places.DotEnv, ".env", []) : new Dictionary<string, Entry>());

    /// <summary>Every provider that is known by name or was given an address.</summary>
    public IReadOnlyList<ModelProvider> All =>
        [.. ModelProviders.All.Where(p => p.Base is not null || given.Value.ContainsKey(p.Name)), .. given.Value.Keys.Where(n => ModelProviders.Find(n) is null).Order().Select(n => ModelProviders.Named(n)!)];

    /// <exception cref="UserError">It has no address.</exception>
    public (ModelProvider Provider, ModelEndpoint Endpoint) Of(string name)
    {
        var provider = ModelProviders.Named(name) ?? throw UserError.Misuse($"'{name}' is no name of a provider.", "See: ouro models");
        var address = AddressOf(provider);
        if (address is null && provider.Base is null)
            throw UserError.Misuse($"The provider '{name}' has no address.", $"Give it one: OURO_MODEL_URLS='{name}=http://127.0.0.1:8080/v1', or model_urls in your configuration");

        var silence = TimeSpan.FromSeconds(config.Number(ModelSettings.Timeout));
        return (provider, provider.Endpoint(KeyOf(provider), address) with { FirstByte = silence, Idle = silence });
    }

    /// <summary>Where a key was found, for people; null where there is none.</summary>
    public string? PlaceOfKey(ModelProvider provider) => provider.KeyVariable is not { } variable ? null
        : here.Variable(variable) is not null ? $"{variable} in the environment"
        : own.Value.GetValueOrDefault(variable) is { Text.Length: > 0 } entry ? $"{variable} in {entry.Place}"
        : null;

    public Uri? AddressOf(ModelProvider provider) => given.Value.GetValueOrDefault(provider.Name) ?? FromEnvironment(provider.Name);

    /// <summary>Whether nobody is paid for it: it runs on this machine.</summary>
    public bool IsFree(string name) => name == MockChat.Provider
        || (ModelProviders.Named(name) is { NeedsKey: false } provider && (AddressOf(provider) ?? provider.Base) is { IsLoopback: true });

    private string? KeyOf(ModelProvider provider) =>
        provider.KeyVariable is { } variable ? here.Variable(variable) ?? own.Value.GetValueOrDefault(variable)?.Text : null;

    /// <summary>Names that other programs read too. Only of the environment: a project's .env may not send anybody anywhere.</summary>
    private Uri? FromEnvironment(string provider)
    {
        var text = provider == "llamacpp" && here.Variable("LLAMA_CPP_HOST") is { } host
            ? $"http://{host}:{here.Variable("LLAMA_CPP_PORT") ?? "8080"}/v1"
            : here.Variable($"{provider.Replace('-', '_').ToUpperInvariant()}_BASE_URL");
        return text is null ? null : Parse(text, $"the address of {provider} in the environment");
    }

    private static Dictionary<string, Uri> Given(Config config)
    {
        var addresses = new Dictionary<string, Uri>();
        foreach (var pair in (config.Text(ModelSettings.Urls) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || !ModelName.IsProvider(pair[..at].Trim()))
                throw UserError.Misuse($"model_urls: '{pair}' is not provider=address.", "Write it such as: openai=https://llm.example/v1");

            addresses[pair[..at].Trim()] = Parse(pair[(at + 1)..].Trim(), $"model_urls: the address of {pair[..at].Trim()}");
        }

        return addresses;
    }

    private static Uri Parse(string text, string what) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw UserError.Misuse($"{what} is no http or https address.", "Write it such as: http://127.0.0.1:8080/v1");
}
