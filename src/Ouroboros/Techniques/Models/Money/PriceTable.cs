using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ouroboros.Techniques.Models.Money;

/// <summary>
/// What models cost, written <c>openai:gpt-4.1=2/0.5/8, anthropic:claude-sonnet-4*=3/15</c>: US dollars per million tokens of input, cached
/// input where it costs something else, and output. A star at the end stands for any rest; the longest name that fits wins.
/// </summary>
public sealed class PriceTable
{
    private const int Longest = 64 << 10, MostEntries = 1_000;
    private const decimal Dearest = 100_000;

    private readonly IReadOnlyDictionary<string, Price> prices;
    private readonly IReadOnlySet<string> free;
    private readonly PriceTable? below;

    private PriceTable(IReadOnlyDictionary<string, Price> prices, IReadOnlySet<string> free, PriceTable? below = null) =>
        (this.prices, this.free, this.below) = (prices, free, below);

    public static PriceTable Empty { get; } = new(new Dictionary<string, Price>(), new HashSet<string>());

    /// <param name="problem">What is wrong and where, in words.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out PriceTable? table, [NotNullWhen(false)] out string? problem)
    {
        (table, problem) = (null, null);
        var entries = text.Length > Longest ? [] : text.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (text.Length > Longest || entries.Length > MostEntries)
        {
            problem = $"Prices are longer than is read ({MostEntries} entries, {Longest} characters). Shorten names with a star: openai:gpt-4.1*=2/8";
            return false;
        }

        var prices = new Dictionary<string, Price>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!TryRead(entry, out var name, out var price))
                problem ??= $"'{entry}' is no price. Write PROVIDER:MODEL=INPUT/OUTPUT or INPUT/CACHED/OUTPUT, in US dollars per million tokens, such as openai:gpt-4.1=2/0.5/8";
            else if (!prices.TryAdd(name, price))
                problem ??= $"'{name}' has two prices. Leave one.";
        }

        table = problem is null ? new PriceTable(prices, new HashSet<string>()) : null;
        return problem is null;
    }

    /// <summary>The same with a provider whose models cost nothing, such as a server on this machine, unless they have a price of their own.</summary>
    public PriceTable WithFree(string provider) => new(prices, new HashSet<string>(free) { provider }, below);

    /// <summary>The same with another table for what this one says nothing of.</summary>
    public PriceTable Over(PriceTable other) => new(prices, free, below?.Over(other) ?? other);

    /// <returns>Null where nobody said what the model costs.</returns>
    public Price? For(ModelName model)
    {
        var name = model.ToString();
        if (prices.TryGetValue(name, out var price))
            return price;

        for (var length = name.Length; length > model.Provider.Length; length--)
        {
            if (prices.TryGetValue(name[..length] + "*", out price))
                return price;
        }

        return free.Contains(model.Provider) ? Price.Free : below?.For(model);
    }

    private static bool TryRead(string entry, out string name, [NotNullWhen(true)] out Price? price)
    {
        price = null;
        var at = entry.LastIndexOf('=');
        name = at < 0 ? "" : entry[..at].TrimEnd();
        if (!ModelName.TryParse(name, out var model) || name.IndexOf('*', StringComparison.Ordinal) is >= 0 and var star && star != name.Length - 1)
            return false;

        name = model.ToString();
        var numbers = entry[(at + 1)..].Split('/').Select(Number).ToArray();
        price = numbers is [{ } input, { } output] ? new Price(input, input, output)
            : numbers is [{ } fresh, { } cached, { } written] ? new Price(fresh, cached, written)
            : null;
        return price is not null;
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= Dearest
            ? number
            : null;
}
