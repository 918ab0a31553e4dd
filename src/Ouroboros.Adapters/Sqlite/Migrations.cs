namespace Ouroboros.Adapters.Sqlite;

/// <summary>The numbered SQL files beside this one. The n-th brings a database from format n - 1 to n.</summary>
internal static class Migrations
{
    private static readonly Lazy<IReadOnlyList<string>> Read = new(() => [.. Names().Select(Text)]);

    public static IReadOnlyList<string> All => Read.Value;

    private static List<string> Names()
    {
        var names = typeof(Migrations).Assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".sql", StringComparison.Ordinal) && char.IsAsciiDigit(n[0]))
            .Order(StringComparer.Ordinal)
            .ToList();
        for (var i = 0; i < names.Count; i++)
        {
            if (!names[i].StartsWith($"{i + 1:0000}-", StringComparison.Ordinal))
                throw new InvalidOperationException($"Migrations must be numbered without gaps or doubles: '{names[i]}' stands where {i + 1:0000} is due.");
        }

        return names;
    }

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Migrations).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
