namespace Ouroboros.Cli.Configuration;

internal enum Origin
{
    Default,
    User,
    Project,
    DotEnv,
    Environment,
    Flag,
}

/// <summary>A value as one source gives it.</summary>
/// <param name="Place">For people: <c>ouroboros.yaml:3</c>, <c>OURO_MAX_RISK</c> …</param>
internal sealed record Entry(string Text, string Place);

/// <summary>One source's values by key. Later layers win over earlier ones.</summary>
/// <param name="Trusted">Whether guarded keys of it take effect.</param>
internal sealed record Layer(Origin Origin, string Name, IReadOnlyDictionary<string, Entry> Entries)
{
    public bool Trusted { get; init; } = true;

    /// <summary>The file the layer was read from.</summary>
    public string? File { get; init; }
}
