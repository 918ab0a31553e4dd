using System.Security.Cryptography;
using System.Text;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Provenance;

/// <summary>The half of a signing key that may be shown, as SubjectPublicKeyInfo.</summary>
public sealed class PublicKey(byte[] info)
{
    public string Id { get; } = ContentHash.Of(info).Hex;

    public byte[] ToPem() => Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", info) + "\n");

    /// <summary>Reads what <see cref="ToPem"/> wrote, to the byte; anything else is null.</summary>
    public static PublicKey? FromPem(byte[] pem)
    {
        try
        {
            var text = Encoding.ASCII.GetString(pem);
            var fields = PemEncoding.Find(text);
            var key = new PublicKey(Convert.FromBase64String(text[fields.Base64Data]));
            return key.ToPem().AsSpan().SequenceEqual(pem) ? key : null;
        }
        catch (Exception broken) when (broken is ArgumentException or FormatException)
        {
            return null;
        }
    }

    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(info, out var read);
            return read == info.Length && key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
