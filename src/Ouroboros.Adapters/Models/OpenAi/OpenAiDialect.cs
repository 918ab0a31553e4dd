using Microsoft.Extensions.AI;

namespace Ouroboros.Adapters.Models.OpenAi;

/// <summary>How a server deviates from the chat completions that OpenAI documents. What a dialect does not know is left out.</summary>
public sealed record OpenAiDialect
{
    /// <summary>What servers that call themselves compatible agree on.</summary>
    public static OpenAiDialect Compatible { get; } = new();

    /// <summary>Whether a stream may be asked to end with its usage.</summary>
    public bool StreamOptions { get; init; } = true;

    /// <summary>Whether an answer may be held to a schema, and not only to JSON.</summary>
    public bool Schemas { get; init; } = true;

    public bool Seeds { get; init; } = true;

    /// <summary>Whether a call of a function may be forbidden or demanded.</summary>
    public bool ToolChoice { get; init; } = true;

    /// <summary>Whether models named o… and gpt-5… take no temperature and count thought among the tokens they may write.</summary>
    public bool ReasonersApart { get; init; }

    /// <summary>Its words for how hard to think; an effort without a word is not asked for.</summary>
    public IReadOnlyDictionary<ReasoningEffort, string> Efforts { get; init; } = Effort("none", "low", "medium", "high", "high");

    public static IReadOnlyDictionary<ReasoningEffort, string> Effort(string none, string low, string medium, string high, string highest) =>
        new Dictionary<ReasoningEffort, string>
        {
            [ReasoningEffort.None] = none,
            [ReasoningEffort.Low] = low,
            [ReasoningEffort.Medium] = medium,
            [ReasoningEffort.High] = high,
            [ReasoningEffort.ExtraHigh] = highest,
        };

    internal bool IsReasoner(string model) =>
        ReasonersApart && (model.StartsWith("gpt-5", StringComparison.Ordinal) || (model is ['o', var digit, ..] && char.IsAsciiDigit(digit)));
}
