using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Files;

public sealed class ContentStoreSpecs : IDisposable
{
    private readonly StoreFixture fixture = new();

    [Fact]
    public void Exact_bytes_come_back_and_only_the_owner_can_read_them()
    {
        byte[] content = [0, 255, 13, 10, 0];

        var hash = fixture.Store.Contents.Put(content);

        fixture.Store.Contents.Get(hash).ShouldBe(content);
        fixture.Store.Contents.Get(ContentHash.Of("other"u8)).ShouldBeNull();
        var file = Path.Join(fixture.Store.State.BlobsPath, hash.Hex[..2], hash.Hex[2..]);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_damaged_blob_is_never_handed_out_and_is_healed_by_the_right_bytes()
    {
        var hash = fixture.Store.Contents.Put("right"u8);
        File.WriteAllText(Path.Join(fixture.Store.State.BlobsPath, hash.Hex[..2], hash.Hex[2..]), "wrong");

        Should.Throw<InvalidDataException>(() => fixture.Store.Contents.Get(hash)).Message.ShouldContain(hash.Hex[2..]);
        fixture.Store.Contents.Put("right"u8);

        fixture.Store.Contents.Get(hash).ShouldBe("right"u8.ToArray());
    }

    public void Dispose() => fixture.Dispose();
}
