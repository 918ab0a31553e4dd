using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;
using Shouldly;

namespace Ouroboros.Tests.Workspaces.Staging;

public sealed class SnapshotTakerSpecs : IDisposable
{
    private readonly TemporaryFolder tree = new();
    private readonly TemporaryFolder outside = new();
    private readonly SnapshotTaker taker = new(TemporaryFolder.Roots, TimeProvider.System);

    [Fact]
    public async Task Files_are_hashed_and_what_tools_fill_is_left_out()
    {
        tree.Write("src/app.py", "x = 1\n");
        tree.Write("empty.txt", "");
        foreach (var noise in (string[])[".git/HEAD", ".ouroboros/x", "src/__pycache__/a.pyc", "node_modules/m/i.js", "env/pyvenv.cfg", "env/lib/x.py", ".tox/y"])
            tree.Write(noise, "noise");

        var snapshot = await TakeAsync();

        snapshot.Files.Keys.Select(p => p.Value).Order().ShouldBe(["empty.txt", "src/app.py"]);
        snapshot.Files[RepoPath.Parse("src/app.py")].Hash.ShouldBe(ContentHash.Of("x = 1\n"u8));
    }

    [Fact]
    public async Task Links_are_not_followed()
    {
        outside.Write("secret.py", "s");
        tree.Link("loop", ".");
        tree.Link("out", outside.Path);
        tree.Link("file.py", outside["secret.py"]);

        var snapshot = await TakeAsync();

        snapshot.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_of_one_byte_or_of_the_mode_changes_the_tree_hash()
    {
        tree.Write("a.py", "1");
        var first = await TakeAsync();

        tree.Write("a.py", "2");
        var second = await TakeAsync();
        File.SetUnixFileMode(tree["a.py"], (UnixFileMode)0b111_000_000);
        var third = await TakeAsync();

        second.TreeHash.ShouldNotBe(first.TreeHash);
        third.TreeHash.ShouldNotBe(second.TreeHash);
    }

    [Fact]
    public async Task A_file_changed_with_its_time_put_back_is_still_seen_as_changed()
    {
        tree.Write("a.py", "1");
        Shell.MustRun("touch -d '2020-01-01' \"$1\"", tree["a.py"]);
        var first = await TakeAsync();

        tree.Write("a.py", "2");
        Shell.MustRun("touch -d '2020-01-01' \"$1\"", tree["a.py"]);
        var second = await TakeAsync();

        second.TreeHash.ShouldNotBe(first.TreeHash);
    }

    [Fact]
    public async Task Names_that_are_no_text_and_special_files_are_named_and_do_no_harm()
    {
        tree.Write("a.py", "1");
        Shell.MustRun("cd \"$1\"; printf x > $'caf\\xe9.py'; mkdir $'d\\xff'; printf y > $'d\\xff/b.py'; mkfifo pipe", tree.Path);

        var snapshot = await TakeAsync();

        snapshot.Files.Keys.ShouldHaveSingleItem().Value.ShouldBe("a.py");
        snapshot.Unread.Select(u => u.Name).ShouldBe([@"caf\xE9.py", @"d\xFF/b.py", "pipe"]);
    }

    [Fact]
    public async Task A_ten_megabyte_file_is_hashed_like_any_other()
    {
        var content = new byte[10_000_001];
        new Random(1).NextBytes(content);
        tree.Write("big.bin", content);

        var snapshot = await TakeAsync();

        snapshot.Files[RepoPath.Parse("big.bin")].Hash.ShouldBe(ContentHash.Of(content));
    }

    [Fact]
    public async Task An_unreadable_file_is_named_not_fatal()
    {
        Assert.SkipWhen(Shell.IsRoot, "root reads everything; the crash host covers this as an ordinary user");
        tree.Write("a.py", "1");
        File.SetUnixFileMode(tree.Write("locked.py", "2"), UnixFileMode.None);

        var snapshot = await TakeAsync();

        snapshot.Files.Count.ShouldBe(1);
        snapshot.Unread.ShouldHaveSingleItem().Name.ShouldBe("locked.py");
    }

    public void Dispose()
    {
        tree.Dispose();
        outside.Dispose();
    }

    private Task<Snapshot> TakeAsync() => taker.TakeAsync(tree.Path, TestContext.Current.CancellationToken);
}
