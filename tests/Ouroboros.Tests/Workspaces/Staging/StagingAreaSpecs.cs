using System.Text;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;
using Shouldly;

namespace Ouroboros.Tests.Workspaces.Staging;

public sealed class StagingAreaSpecs : IDisposable
{
    private readonly TemporaryFolder tree = new();
    private readonly TemporaryFolder work = new();

    public StagingAreaSpecs()
    {
        File.SetUnixFileMode(tree.Write("run.sh", "echo\n"), (UnixFileMode)0b111_101_101);
        Shell.MustRun("touch -d '2021-02-03 04:05:06' \"$1\"", tree["run.sh"]);
        tree.Write("src/app.py", "a = 1\nb = 2\nc = 3\n");
        tree.Write("src/gone.py", "g\n");
        tree.Write("node_modules/m/index.js", "m");
        tree.Write(".git/HEAD", "ref");
        tree.Link("alias.py", "src/app.py");
        Shell.MustRun("cd \"$1\"; printf x > $'caf\\xe9.txt'", tree.Path);
    }

    [Fact]
    public async Task A_copy_has_files_modes_times_and_links_but_not_what_is_left_out()
    {
        using var pristine = await PristineAsync();
        using var area = pristine.Stage(work.Path, default);

        File.GetUnixFileMode(Path.Join(area.Root, "run.sh")).ShouldBe((UnixFileMode)0b111_101_101);
        File.GetLastWriteTimeUtc(Path.Join(area.Root, "run.sh")).ShouldBe(File.GetLastWriteTimeUtc(tree["run.sh"]));
        new FileInfo(Path.Join(area.Root, "alias.py")).LinkTarget.ShouldBe("src/app.py");
        Shell.MustRun("test -f \"$1\"/$'caf\\xe9.txt'", area.Root);
        Directory.Exists(Path.Join(area.Root, "node_modules")).ShouldBeFalse();
        Directory.Exists(Path.Join(area.Root, ".git")).ShouldBeFalse();
        area.LeftOut.Select(l => (l.Path.Value, l.Reason)).ShouldBe(
            [("node_modules", LeftOutReason.Dependencies), (".git", LeftOutReason.History)], ignoreOrder: true);
        pristine.Snapshot.Root.ShouldBe(tree.Path);
        pristine.Snapshot.Files.Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_a_command_did_becomes_a_patch()
    {
        using var pristine = await PristineAsync();
        using var area = pristine.Stage(work.Path, default);
        Shell.MustRun("cd \"$1\"; sed -i 's/b = 2/b = 22/' src/app.py; rm src/gone.py; mkdir -p deep/er; echo n > deep/er/new.py; touch run.sh; mkdir src/__pycache__; echo > src/__pycache__/x.pyc; ln -s /etc/passwd evil", area.Root);

        var difference = area.Difference(default);

        var patch = difference.Patch.ShouldNotBeNull();
        patch.Files.Select(f => $"{f.GetType().Name} {f.Path}").ShouldBe(["AddFile deep/er/new.py", "ChangeFile src/app.py", "DeleteFile src/gone.py"]);
        var change = patch.Files.OfType<ChangeFile>().Single();
        Encoding.UTF8.GetString(change.ApplyTo(File.ReadAllBytes(tree["src/app.py"]))).ShouldBe("a = 1\nb = 22\nc = 3\n");
        change.Edits.Single().Replacement.Length.ShouldBe(1);
        difference.Unrepresented.ShouldHaveSingleItem().ShouldContain("evil");
    }

    [Fact]
    public async Task An_untouched_area_has_no_difference()
    {
        using var pristine = await PristineAsync();
        using var area = pristine.Stage(work.Path, default);

        area.Difference(default).ShouldBe(new TreeDifference(null, []), new SameDifference());
    }

    [Fact]
    public async Task Restoring_undoes_everything_a_hostile_command_did()
    {
        using var pristine = await PristineAsync();
        using var area = pristine.Stage(work.Path, default);
        var before = Describe(area.Root);

        Shell.MustRun(
            "cd \"$1\"; t=$(stat -c %y src/app.py); printf 'a = 9\\n' | dd of=src/app.py conv=notrunc 2>/dev/null; touch -d \"$t\" src/app.py;"
            + " rm -r src/gone.py; mkdir src/gone.py; echo > src/gone.py/x; mkdir -p n/e/w; touch n/e/w/f; chmod 0 n/e; rm alias.py; ln -s /etc alias.py;"
            + " mkdir src/__pycache__; touch src/__pycache__/x.pyc; chmod 000 run.sh; chmod 500 src; mkfifo p",
            area.Root);
        area.Restore(default);

        Describe(area.Root).ShouldBe(before);
        area.Difference(default).Patch.ShouldBeNull();
        Directory.Exists("/etc").ShouldBeTrue();
    }

    [Fact]
    public async Task A_removed_directory_comes_back_and_a_second_restore_finds_nothing_to_do()
    {
        using var pristine = await PristineAsync();
        using var area = pristine.Stage(work.Path, default);
        var before = Describe(area.Root);

        Directory.Delete(Path.Join(area.Root, "src"), recursive: true);
        area.Restore(default);
        area.Restore(default);

        Describe(area.Root).ShouldBe(before);
    }

    [Fact]
    public async Task A_later_edit_of_the_workspace_does_not_leak_in()
    {
        using var pristine = await PristineAsync();
        using var area = pristine.Stage(work.Path, default);

        tree.Write("src/app.py", "edited meanwhile\n");
        File.Delete(Path.Join(area.Root, "src/app.py"));
        area.Restore(default);

        File.ReadAllText(Path.Join(area.Root, "src/app.py")).ShouldBe("a = 1\nb = 2\nc = 3\n");
    }

    [Fact]
    public async Task A_written_patch_is_found_again_as_the_difference()
    {
        using var pristine = await PristineAsync();
        using var area = pristine.Stage(work.Path, default);
        var app = pristine.Snapshot.Files[RepoPath.Parse("src/app.py")];
        var gone = pristine.Snapshot.Files[RepoPath.Parse("src/gone.py")];
        var patch = new Patch(
        [
            new ChangeFile(app.Path, app.Hash, [new SpanEdit(4, 1, "7"u8.ToArray())]),
            new DeleteFile(gone.Path, gone.Hash),
            new AddFile(RepoPath.Parse("x/y.py"), "y"u8.ToArray(), (UnixFileMode)0b110_100_100),
        ]);

        area.Write(patch);

        area.Difference(default).Patch.ShouldBe(patch);
    }

    [Fact]
    public async Task Nothing_is_left_behind()
    {
        using (var pristine = await PristineAsync())
        using (var area = pristine.Stage(work.Path, default))
            Shell.MustRun("cd \"$1\"; mkdir -p a/b/c; touch a/b/c/d; chmod 0 a/b", area.Root);

        Directory.EnumerateFileSystemEntries(work.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tree_deeper_than_any_path_can_say_is_removed_too()
    {
        using (var pristine = await PristineAsync())
        using (var area = pristine.Stage(work.Path, default))
        {
            Shell.MustRun(
                "cd \"$1\"; n=$(printf 'd%.0s' {1..200}); for i in {1..40}; do mkdir $n && cd -P $n || exit 1; done; touch bottom", area.Root);
            area.Restore(default);
            area.Difference(default).Patch.ShouldBeNull();
        }

        Directory.EnumerateFileSystemEntries(work.Path).ShouldBeEmpty();
    }

    public void Dispose()
    {
        tree.Dispose();
        work.Dispose();
    }

    private Task<PristineCopy> PristineAsync() => PristineCopy.TakeAsync(
        TemporaryFolder.Roots, new SnapshotTaker(TemporaryFolder.Roots, TimeProvider.System), tree.Path, work.Path, default);

    // Names, kinds, modes, sizes, link targets and contents.
    private static string Describe(string root) =>
        Shell.MustRun("cd \"$1\"; find . -printf '%p %y %m %s %l\\n' | grep -v '^\\. ' | sed -E 's/ d ([0-7]+) [0-9]+ / d \\1 /' | sort; find . -type f -exec sha256sum {} + | sort", root);

    private sealed class SameDifference : IEqualityComparer<TreeDifference>
    {
        public bool Equals(TreeDifference? x, TreeDifference? y) => x!.Patch == y!.Patch && x.Unrepresented.SequenceEqual(y.Unrepresented);

        public int GetHashCode(TreeDifference obj) => 0;
    }
}
