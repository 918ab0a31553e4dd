using System.Security.Cryptography;

namespace Ouroboros.Workspaces;

/// <summary>SHA-256 of exact bytes, in lower-case hex.</summary>
public readonly record struct ContentHash(string Hex)
{
    public static ContentHash Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>Enough of it to recognise.</summary>
    public string Short => Hex[..12];

    public override string ToString() => Hex;
}
