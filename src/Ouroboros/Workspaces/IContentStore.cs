namespace Ouroboros.Workspaces;

/// <summary>Exact bytes by their hash, readable by the owner only, never exported. A stored blob has reached the disk.</summary>
public interface IContentStore
{
    ContentHash Put(ReadOnlySpan<byte> content);

    /// <exception cref="InvalidDataException">The blob no longer has its hash.</exception>
    byte[]? Get(ContentHash hash);
}
