public sealed class Thing(string name, TimeProvider clock) : IDisposable
{
    private readonly Dictionary<string, List<decimal>> prices = [];

    public string Name => name;

    public decimal? Total(Func<decimal, bool>? only = null)
    {
        var sum = 0m;
        foreach (var (key, list) in prices.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (list is not { Count: > 0 } || key.Length == 0)
                throw new InvalidOperationException($"No prices for '{key}' at {clock.GetUtcNow():O}.");

            sum += list.Where(p => only?.Invoke(p) ?? true).Sum();
        }

        return sum switch { 0 => null, > 1_000 => sum * 0.9m, _ => sum };
    }

    public async Task<T> LoadAsync<T>(Uri from, CancellationToken cancellationToken) where T : class, new()
    {
        await using var stream = await Open(from, cancellationToken).ConfigureAwait(false);
        return await Read<T>(stream) ?? new T();
    }

    public void Dispose() => prices.Clear();
}

