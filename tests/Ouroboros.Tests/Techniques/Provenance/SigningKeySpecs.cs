using Ouroboros.Techniques.Provenance;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Provenance;

public sealed class SigningKeySpecs
{
    [Fact]
    public void A_key_is_made_once_and_only_its_owner_reads_it()
    {
        using var folder = new TemporaryFolder();
        using var user = folder.Open();

        using var first = SigningKey.OpenOrCreate(user);
        using var second = SigningKey.OpenOrCreate(user);

        second.PublicKey.Id.ShouldBe(first.PublicKey.Id);
        File.GetUnixFileMode(folder["signing-key.pem"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_key_that_others_may_read_is_closed_to_them()
    {
        using var folder = new TemporaryFolder();
        using var user = folder.Open();
        SigningKey.OpenOrCreate(user).Dispose();
        File.SetUnixFileMode(folder["signing-key.pem"], (UnixFileMode)0b110_100_100);

        SigningKey.OpenOrCreate(user).Dispose();

        File.GetUnixFileMode(folder["signing-key.pem"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_broken_key_is_named_and_never_replaced_in_silence()
    {
        using var folder = new TemporaryFolder();
        using var user = folder.Open();
        folder.Write("signing-key.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

        Should.Throw<WorkspaceException>(() => SigningKey.OpenOrCreate(user)).Message.ShouldContain("signing-key.pem");
        folder.Read("signing-key.pem").ShouldContain("AAAA");
    }

    [Fact]
    public void A_signature_holds_for_its_message_and_key_alone()
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        using var user = folder.Open();
        using var stranger = other.Open();
        using var key = SigningKey.OpenOrCreate(user);
        using var foreign = SigningKey.OpenOrCreate(stranger);

        var signature = key.Sign("message"u8);

        key.PublicKey.Verifies("message"u8, signature).ShouldBeTrue();
        key.PublicKey.Verifies("massage"u8, signature).ShouldBeFalse();
        foreign.PublicKey.Verifies("message"u8, signature).ShouldBeFalse();
        PublicKey.FromPem(key.PublicKey.ToPem())!.Id.ShouldBe(key.PublicKey.Id);
    }
}
