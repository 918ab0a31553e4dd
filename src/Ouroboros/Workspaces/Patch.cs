using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ouroboros.Workspaces;

/// <summary>What to do to the bytes of a workspace: at most one edit a file, all or nothing.</summary>
public sealed record Patch
{
    public Patch(IReadOnlyList<FileEdit> files)
    {
        Files = [.. files.OrderBy(f => f.Path)];
        for (var i = 1; i < Files.Count; i++)
        {
            if (Files[i - 1].Path == Files[i].Path)
                throw new ArgumentException($"A patch edits '{Files[i].Path}' twice; merge the edits first.");
        }
    }

    public IReadOnlyList<FileEdit> Files { get; }

    /// <summary>Same edits, same hash, whoever made them.</summary>
    public PatchHash Hash => field.Hex is null ? field = PatchHash.Of(this) : field;

    public static Patch Change(RepoPath path, ContentHash before, params SpanEdit[] edits) =>
        new([new ChangeFile(path, before, edits)]);

    public bool Equals(Patch? other) => other is not null && Hash == other.Hash;

    public override int GetHashCode() => Hash.GetHashCode();
}

/// <summary>Identifies a patch by what it does.</summary>
public readonly record struct PatchHash(string Hex)
{
    public string Short => Hex[..12];

    public override string ToString() => Hex;

    internal static PatchHash Of(Patch patch)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in patch.Files)
            file.AppendTo(new PatchDigest(hash));

        return new PatchHash(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}

/// <summary>Length-prefixes every part, so that no two patches share a digest by concatenation.</summary>
internal readonly struct PatchDigest(IncrementalHash hash)
{
    public void Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        hash.AppendData(bytes);
    }

    public void Add(int number)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(four, number);
        hash.AppendData(four);
    }
}
