using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Ouroboros.Techniques.Provenance;

/// <summary>A DSSE envelope: a payload, its type, and signatures over both.</summary>
public sealed record Envelope(
    [property: JsonPropertyName("payloadType")] string PayloadType,
    byte[] Payload,
    IReadOnlyList<EnvelopeSignature> Signatures)
{
    public const string InToto = "application/vnd.in-toto+json";

    /// <summary>What is signed: type and payload with their lengths, so that neither can bleed into the other.</summary>
    public static byte[] PreAuthentication(string payloadType, ReadOnlySpan<byte> payload)
    {
        var typeLength = Encoding.UTF8.GetByteCount(payloadType).ToString(CultureInfo.InvariantCulture);
        var length = payload.Length.ToString(CultureInfo.InvariantCulture);
        return [.. Encoding.UTF8.GetBytes($"DSSEv1 {typeLength} {payloadType} {length} "), .. payload];
    }
}

/// <param name="KeyId">SHA-256 of the public key, in hex.</param>
/// <param name="Sig">ECDSA over P-256 with SHA-256, in DER.</param>
public sealed record EnvelopeSignature([property: JsonPropertyName("keyid")] string KeyId, byte[] Sig);
