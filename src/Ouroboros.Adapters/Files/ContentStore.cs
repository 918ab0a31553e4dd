using System.Security.Cryptography;
using Ouroboros.Workspaces;

namespace Ouroboros.Adapters.Files;

/// <summary>Blobs as <c>ab/cdef…</c> beneath one directory.</summary>
public sealed class ContentStore(IRootedFiles files) : IContentStore
{
    private const UnixFileMode OwnerReads = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode OwnerEnters = OwnerReads | UnixFileMode.UserExecute;

    public ContentHash Put(ReadOnlySpan<byte> content)
    {
        var hash = ContentHash.Of(content);
        var place = PlaceOf(hash);
        if (IsWhole(place, hash))
            return hash;

        MakeShelf(place);
        var temporary = RepoPath.Parse($"{place.Parent}/{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp");
        try
        {
            files.Create(temporary, content, OwnerReads, null);
            files.Replace(temporary, place);
        }
        catch (FileTroubleException)
        {
            if (files.Stat(temporary) is not null)
                files.Remove(temporary);

            throw;
        }

        files.Sync(place.Parent);
        return hash;
    }

    public byte[]? Get(ContentHash hash)
    {
        if (files.Read(PlaceOf(hash)) is not { } reading)
            return null;

        return ContentHash.Of(reading.Content) == hash
            ? reading.Content
            : throw new InvalidDataException(
                $"The stored content '{PlaceOf(hash).Under(files.Root)}' no longer has its hash: it was changed from outside or the disk is failing.");
    }

    private static RepoPath PlaceOf(ContentHash hash) =>
        hash.Hex is { Length: 64 } hex && hex.All(char.IsAsciiHexDigitLower)
            ? RepoPath.Parse($"{hex[..2]}/{hex[2..]}")
            : throw new InvalidDataException($"'{hash.Hex}' is no SHA-256.");

    // A blob damaged from outside is written anew rather than trusted.
    private bool IsWhole(RepoPath place, ContentHash hash) =>
        files.Stat(place) is not null && files.Read(place) is { } there && ContentHash.Of(there.Content) == hash;

    private void MakeShelf(RepoPath place)
    {
        if (files.Stat(place.Parent!.Value) is not null)
            return;

        try
        {
            files.MakeDirectory(place.Parent.Value, OwnerEnters);
            files.Sync(null);
        }
        catch (FileTroubleException trouble) when (trouble.Trouble == FileTrouble.Exists)
        {
            // Another process was quicker.
        }
    }
}
