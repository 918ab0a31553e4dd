using Ouroboros.Cli.Errors;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Cli.Configuration;

/// <summary>Names of models as people write them: <c>provider:name</c>, or a name that everybody knows the provider of.</summary>
internal static class ModelChain
{
    private static readonly (string Start, string Provider)[] Known =
    [
        ("gpt-", "openai"), ("o1", "openai"), ("o3", "openai"), ("o4", "openai"), ("chatgpt-", "openai"), ("claude-", "anthropic"), ("jamba", "ai21"),
        ("mercury", "inception"), ("gemini-", "gemini"),
    ];

    /// <exception cref="UserError">One of them is no name of a model.</exception>
    public static IReadOnlyList<ModelName> Parse(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(One)];

    private static ModelName One(string text)
    {
        if (ModelName.TryParse(text, out var name))
            return name;

        var provider = Known.FirstOrDefault(k => text.StartsWith(k.Start, StringComparison.OrdinalIgnoreCase)).Provider;
        return provider is not null && ModelName.TryParse($"{provider}:{text}", out name)
            ? name
            : throw UserError.Misuse($"'{text}' names no model.", "Write provider:name, such as openai:gpt-4.1 or ollama:qwen2.5-coder; 'ouro models' lists the providers.");
    }
}
