using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Models.Money;

namespace Ouroboros.Cli.Composition;

/// <summary>What models cost: by what a person says, else nothing for what runs on this machine, else by the list prices that are known.</summary>
internal sealed class ModelMoney(Config config, ModelAddresses addresses)
{
    /// <summary>As published in 2026, in US dollars per million tokens. Where a price depends on the length of the prompt, the dearer one.</summary>
    private const string Listed = """
        openai:gpt-5.6-sol*=10/1/45, openai:gpt-5.6-terra*=5/0.5/22.5, openai:gpt-5.6-luna*=2/0.2/9, openai:gpt-5.5=10/1/45
        openai:gpt-5.4=5/0.5/22.5, openai:gpt-5.4-mini=0.75/0.075/4.5, openai:gpt-5.4-nano=0.2/0.02/1.25, openai:gpt-5.2=1.75/0.175/14
        openai:gpt-5.1=1.25/0.125/10, openai:gpt-5=1.25/0.125/10, openai:gpt-5-mini=0.25/0.025/2, openai:gpt-5-nano=0.05/0.005/0.4
        openai:gpt-4.1=2/0.5/8, openai:gpt-4.1-mini=0.4/0.1/1.6, openai:gpt-4.1-nano=0.1/0.025/0.4
        openai:gpt-4o=2.5/1.25/10, openai:gpt-4o-mini=0.15/0.075/0.6, openai:o3=10/0.5/40, openai:o4-mini=1.1/0.275/4.4
        anthropic:claude-opus-4*=15/75, anthropic:claude-opus-4-5*=5/25, anthropic:claude-opus-4-6*=5/25, anthropic:claude-opus-4-7*=5/25
        anthropic:claude-opus-4-8*=5/25, anthropic:claude-sonnet-4*=6/22.5, anthropic:claude-haiku-4-5*=1/5, anthropic:claude-3-5-haiku*=0.8/4
        gemini:gemini-2.5-pro=2.5/0.25/15, gemini:gemini-2.5-flash=0.3/0.03/2.5, gemini:gemini-2.5-flash-lite=0.1/0.01/0.4
        """;

    private static readonly Lazy<PriceTable> Known = new(() => Parse(Listed, "the list prices"));

    /// <exception cref="UserError">What a person says is no price.</exception>
    public PriceTable Prices(IEnumerable<ModelName> models) => models.Select(m => m.Provider).Distinct().Where(addresses.IsFree)
        .Aggregate(Parse(config.Text(ModelSettings.Prices) ?? "", ModelSettings.Prices.Name), (table, provider) => table.WithFree(provider))
        .Over(Known.Value);

    /// <summary>The models whose price nobody knows.</summary>
    public IReadOnlyList<ModelName> Unpriced(ModelOptions? options)
    {
        var models = Models(options);
        var prices = Prices(models);
        return [.. models.Where(m => prices.For(m) is null)];
    }

    /// <summary>What a run may spend. The limit that stands where nobody set one does not keep a model without a price from being asked.</summary>
    public decimal? Limit(ModelOptions? options)
    {
        var limit = config.Number(ModelSettings.MoneyLimit);
        return limit == 0 || (!IsSet && Unpriced(options).Count > 0) ? null : (decimal)limit;
    }

    /// <summary>What a person should know of the money before it is spent, or null.</summary>
    public string? Note(ModelOptions? options) => !IsSet && Unpriced(options) is [var model, ..]
        ? $"nobody said what {model} costs, so only its tokens are limited. Give its price: {ModelSettings.Prices.Variable}='{model}=INPUT/OUTPUT' in dollars per million tokens"
        : null;

    private bool IsSet => config[ModelSettings.MoneyLimit].Origin != Origin.Default;

    private static IReadOnlyList<ModelName> Models(ModelOptions? options) =>
        options is not { Mock: null } ? [] : [.. options.Roles.Values.SelectMany(ModelChain.Parse).Distinct()];

    private static PriceTable Parse(string text, string what) => PriceTable.TryParse(text, out var table, out var problem)
        ? table
        : throw UserError.Misuse($"{what}: {problem}", "Write them such as: openai:gpt-4.1=2/0.5/8, mine:*=0/0");
}
