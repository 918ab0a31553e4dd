using Ouroboros.Adapters.Models.Filling;
using Ouroboros.Adapters.Models.OpenAi;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models;

/// <summary>The providers that are known by name. Any other name is one that speaks like OpenAI, at an address that must be given.</summary>
public static class ModelProviders
{
    public static IReadOnlyList<ModelProvider> All { get; } =
    [
        Remote("openai", "https://api.openai.com/v1") with
        {
            Dialect = new OpenAiDialect { ReasonersApart = true, Efforts = OpenAiDialect.Effort("none", "low", "medium", "high", "xhigh") },
        },
        Remote("anthropic", "https://api.anthropic.com") with { Protocol = ModelProtocol.Anthropic },
        Remote("ai21", "https://api.ai21.com/studio/v1") with
        {
            Dialect = new OpenAiDialect
            {
                StreamOptions = false, Schemas = false, Seeds = false, ToolChoice = false,
                Efforts = new Dictionary<Microsoft.Extensions.AI.ReasoningEffort, string>(),
            },
        },
        Remote("inception", "https://api.inceptionlabs.ai/v1") with
        {
            Dialect = new OpenAiDialect { Efforts = OpenAiDialect.Effort("instant", "low", "medium", "high", "high") },
            Fill = FillEndpoint.Fim, Rewrites = true, FillModel = "mercury-edit-2",
        },
        Remote("openrouter", "https://openrouter.ai/api/v1") with
        {
            Dialect = new OpenAiDialect { Efforts = OpenAiDialect.Effort("none", "low", "medium", "high", "xhigh") },
        },
        Remote("gemini", "https://generativelanguage.googleapis.com/v1beta/openai") with { Dialect = new OpenAiDialect { Seeds = false } },
        Local("ollama", "http://127.0.0.1:11434/v1") with { Fill = FillEndpoint.Completions },
        Local("llamacpp", "http://127.0.0.1:8080/v1") with { Fill = FillEndpoint.Infill },
        Local("lmstudio", "http://127.0.0.1:1234/v1"),
        Local("vllm", "http://127.0.0.1:8000/v1"),
        new("compatible", null) { KeyVariable = KeyOf("compatible") },
    ];

    /// <summary>A known provider, or null.</summary>
    public static ModelProvider? Find(string name) => All.FirstOrDefault(p => p.Name == name);

    /// <summary>A known provider, or one that nothing is known of but that it speaks like OpenAI; null where the name is none.</summary>
    public static ModelProvider? Named(string name) =>
        Find(name) ?? (ModelName.IsProvider(name) ? new ModelProvider(name, null) { KeyVariable = KeyOf(name) } : null);

    private static ModelProvider Remote(string name, string address) => new(name, new Uri(address)) { KeyVariable = KeyOf(name), NeedsKey = true };

    private static ModelProvider Local(string name, string address) => new(name, new Uri(address));

    private static string KeyOf(string name) => $"{name.Replace('-', '_').ToUpperInvariant()}_API_KEY";
}
