namespace Ouroboros.Adapters.Models.Wire;

/// <summary>Where the models of a provider answer, with what key, and how long and how much is waited for.</summary>
/// <param name="Provider">As in the names of its models.</param>
/// <param name="Base">What the paths of its calls are put behind.</param>
public sealed record ModelEndpoint(string Provider, Uri Base)
{
    /// <summary>Never shown: neither here nor in any message.</summary>
    public string? Key { get; init; }

    /// <summary>The variable of the environment that the key is read from, for messages.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>Whether nothing is sent without a key.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>The header the key travels in; in this one as a bearer's.</summary>
    public string KeyHeader { get; init; } = "Authorization";

    /// <summary>How long reaching the server may take.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may take until it begins to answer. An answer that is not streamed begins when it is complete.</summary>
    public TimeSpan FirstByte { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long it may be silent between two pieces of an answer.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a whole call may take.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many bytes are read of an answer.</summary>
    public int LargestAnswer { get; init; } = 16 * 1024 * 1024;

    /// <summary>Further headers of every call. Their values are kept out of messages too.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Only this one is used, never one of the environment.</summary>
    public Uri? Proxy { get; init; }

    public override string ToString() => $"{Provider} at {Place}";

    /// <summary>Without anything that could be a secret.</summary>
    internal string Place => $"{Base.Scheme}://{Base.Authority}{Base.AbsolutePath.TrimEnd('/')}";

    /// <summary>The address of a call. One that begins with a slash lies beside the version that a base may end with.</summary>
    internal Uri At(string path)
    {
        var stem = Base.GetLeftPart(UriPartial.Path).TrimEnd('/');
        if (path.StartsWith('/') && stem.EndsWith("/v1", StringComparison.Ordinal))
            stem = stem[..^3];

        return new Uri($"{stem}/{path.TrimStart('/')}");
    }
}
