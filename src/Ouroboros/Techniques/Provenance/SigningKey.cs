using System.Security.Cryptography;
using System.Text;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Provenance;

/// <summary>A person's key for provenance, ECDSA on P-256. Made on first use and readable by its owner only.</summary>
public sealed class SigningKey : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly RepoPath Place = RepoPath.Parse("signing-key.pem");

    private readonly ECDsa key;

    private SigningKey(ECDsa key)
    {
        this.key = key;
        PublicKey = new PublicKey(key.ExportSubjectPublicKeyInfo());
    }

    public PublicKey PublicKey { get; }

    /// <param name="user">The person's own state directory.</param>
    /// <exception cref="WorkspaceException">The key is there but is none.</exception>
    public static SigningKey OpenOrCreate(IRootedFiles user) => Find(user) ?? Create(user);

    /// <summary>The key if one was made already.</summary>
    public static SigningKey? Find(IRootedFiles user)
    {
        if (user.Read(Place) is not { } reading)
            return null;
        if ((reading.Stat.Mode & ~OwnerOnly) != 0)
            user.SetMode(Place, OwnerOnly);

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(Encoding.UTF8.GetString(reading.Content));
            return new SigningKey(key);
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new WorkspaceException(
                $"The signing key '{Place.Under(user.Root)}' cannot be read: {broken.Message} Restore it, or remove it and a new one is made on the next run.",
                broken);
        }
    }

    public byte[] Sign(ReadOnlySpan<byte> message) =>
        key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose() => key.Dispose();

    private static SigningKey Create(IRootedFiles user)
    {
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            user.Create(Place, Encoding.ASCII.GetBytes(fresh.ExportPkcs8PrivateKeyPem() + "\n"), OwnerOnly, null);
            user.Sync(null);
        }
        catch (FileTroubleException trouble) when (trouble.Trouble == FileTrouble.Exists)
        {
            // Another process made one in between; that one counts.
        }

        return Find(user) ?? throw new WorkspaceException($"The signing key '{Place.Under(user.Root)}' vanished while it was made; run again.");
    }
}
