using System.Globalization;
using System.Text;
using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Models.Traffic;

namespace Ouroboros.Techniques.Models.Money;

/// <summary>How many tokens a text may come to.</summary>
/// <param name="Expected">As answers so far have it.</param>
/// <param name="AtMost">What is set aside for it.</param>
public readonly record struct TokenEstimate(long Expected, long AtMost);

/// <summary>
/// Tells tokens from bytes, without any model's own vocabulary. It begins with what holds for every vocabulary in use, a token for each byte at
/// most, and learns from what the answers of each model report.
/// </summary>
public sealed class TokenEstimator
{
    // English and code take a token for three to four bytes; what has not been measured is rather thought too dear.
    private const double Unmeasured = 0.4;

    // Another kind of text, such as digits after prose, takes more than what was seen.
    private const double Margin = 1.5;

    // One short answer says little. Reports beyond the bounds are not believed.
    private const int Few = 3;
    private const double Least = 0.1, Most = 4;

    // What a chat template adds to each message, and a provider's own words about tools (Anthropic: 346 tokens).
    private const int PerMessage = 16, ForTools = 600;

    private readonly Lock gate = new();
    private readonly Dictionary<ModelName, Seen> models = [];

    /// <summary>The bytes of a request that count, with what templates add.</summary>
    public static long WeightOf(IReadOnlyList<ChatMessage> messages, ChatOptions? options) =>
        Encoding.UTF8.GetByteCount(ChatRequestText.Of("", messages, options)) + (PerMessage * messages.Count) + (options?.Tools is { Count: > 0 } ? ForTools : 0);

    public TokenEstimate Of(ModelName model, long bytes)
    {
        lock (gate)
        {
            var seen = models.GetValueOrDefault(model, Seen.Nothing);
            return new TokenEstimate((long)Math.Ceiling(bytes * seen.Mean), (long)Math.Ceiling(bytes * seen.Bound));
        }
    }

    /// <summary>Takes in what an answer reports of a text of so many bytes.</summary>
    public void Learn(ModelName model, long bytes, long tokens)
    {
        if (bytes <= 0 || tokens <= 0)
            return;

        lock (gate)
            models[model] = models.GetValueOrDefault(model, Seen.Nothing).With(bytes, tokens);
    }

    /// <summary>By which part of the truth the expected values were off on average, or null before the first answer.</summary>
    public double? ErrorOf(ModelName model)
    {
        lock (gate)
            return models.TryGetValue(model, out var seen) ? seen.Error / seen.Count : null;
    }

    public string Describe(ModelName model)
    {
        lock (gate)
        {
            return models.TryGetValue(model, out var seen)
                ? string.Create(CultureInfo.InvariantCulture, $"{seen.Mean:0.00} tokens a byte, off by {100 * seen.Error / seen.Count:0} % on average over {seen.Count} answers")
                : "not measured yet: at most one token a byte";
        }
    }

    /// <param name="Error">Sum of the parts by which each answer was off what was expected before it.</param>
    private sealed record Seen(long Count, double Bytes, double Tokens, double Highest, double Error)
    {
        public static Seen Nothing { get; } = new(0, 0, 0, 0, 0);

        public double Mean => Count == 0 ? Unmeasured : Math.Clamp(Tokens / Bytes, Least, Most);

        public double Bound => Count < Few ? Math.Max(1, Highest * Margin) : Highest * Margin;

        public Seen With(long bytes, long tokens) => new(
            Count + 1, Bytes + bytes, Tokens + tokens, Math.Max(Highest, Math.Clamp((double)tokens / bytes, Least, Most)),
            Error + Math.Min(1, Math.Abs((bytes * Mean) - tokens) / tokens));
    }
}
