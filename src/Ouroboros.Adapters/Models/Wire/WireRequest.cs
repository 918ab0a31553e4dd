namespace Ouroboros.Adapters.Models.Wire;

/// <summary>One call: behind the base of its endpoint, with a JSON body or, where there is none, a mere look.</summary>
internal sealed record WireRequest(string Path, ReadOnlyMemory<byte>? Json = null)
{
    /// <summary>Whether the answer shall come in pieces.</summary>
    public bool Streams { get; init; }
}
