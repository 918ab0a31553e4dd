using Ouroboros.Techniques.Trust;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Trust;

public sealed class TrustStoreSpecs : IDisposable
{
    private static readonly ContentHash Hook = ContentHash.Of("make lint"u8);

    private readonly TemporaryFolder folder = new();
    private readonly IRootedFiles user;
    private readonly TrustStore trust;

    public TrustStoreSpecs()
    {
        user = folder.Open();
        trust = new TrustStore(user, TimeProvider.System);
    }

    public void Dispose()
    {
        user.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Nothing_is_trusted_until_a_person_says_so()
    {
        trust.IsTrusted("/repo", "hook", Hook).ShouldBeFalse();

        trust.Trust("/repo", "hook", Hook);

        trust.IsTrusted("/repo", "hook", Hook).ShouldBeTrue();
        new TrustStore(user, TimeProvider.System).IsTrusted("/repo/", "hook", Hook).ShouldBeTrue();
    }

    [Fact]
    public void Other_content_another_name_or_another_workspace_is_not_trusted()
    {
        trust.Trust("/repo", "hook", Hook);

        trust.IsTrusted("/repo", "hook", ContentHash.Of("make lint "u8)).ShouldBeFalse();
        trust.IsTrusted("/repo", "other", Hook).ShouldBeFalse();
        trust.IsTrusted("/repo2", "hook", Hook).ShouldBeFalse();
        trust.Find("/repo", "hook")!.Content.ShouldBe(Hook.Hex);
    }

    [Fact]
    public void New_content_replaces_the_old()
    {
        var newer = ContentHash.Of("make all"u8);
        trust.Trust("/repo", "hook", Hook);
        trust.Trust("/repo", "hook", newer);

        trust.IsTrusted("/repo", "hook", newer).ShouldBeTrue();
        trust.IsTrusted("/repo", "hook", Hook).ShouldBeFalse();
        trust.List("/repo").Count.ShouldBe(1);
    }

    [Fact]
    public void Trust_can_be_taken_back()
    {
        trust.Trust("/repo", "hook", Hook);

        trust.Revoke("/repo", "hook").ShouldBeTrue();

        trust.IsTrusted("/repo", "hook", Hook).ShouldBeFalse();
        trust.Revoke("/repo", "hook").ShouldBeFalse();
    }

    [Fact]
    public void The_file_is_its_owners_alone_and_counts_only_while_it_is()
    {
        trust.Trust("/repo", "hook", Hook);
        File.GetUnixFileMode(folder["trust.json"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        File.SetUnixFileMode(folder["trust.json"], (UnixFileMode)0b110_110_110);

        Should.Throw<WorkspaceException>(() => trust.IsTrusted("/repo", "hook", Hook)).Message.ShouldContain("chmod 600");
    }

    [Fact]
    public void A_broken_file_is_named_and_grants_nothing()
    {
        folder.Write("trust.json", "[{");
        File.SetUnixFileMode(folder["trust.json"], UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Should.Throw<WorkspaceException>(() => trust.IsTrusted("/repo", "hook", Hook)).Message.ShouldContain("trust.json");
    }
}
