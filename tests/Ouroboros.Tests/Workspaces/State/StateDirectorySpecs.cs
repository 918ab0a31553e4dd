using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.State;
using Shouldly;

namespace Ouroboros.Tests.Workspaces.State;

public sealed class StateDirectorySpecs : IDisposable
{
    private readonly TemporaryFolder tree = new();

    [Fact]
    public void State_is_the_owners_alone_and_works_without_git()
    {
        using var state = StateDirectory.Open(tree.Path, TemporaryFolder.Roots);

        File.GetUnixFileMode(state.Root).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Exists(state.BlobsPath).ShouldBeTrue();
        Directory.Exists(tree[".git"]).ShouldBeFalse();
    }

    [Fact]
    public void Git_does_not_see_it_and_the_users_excludes_stay()
    {
        Shell.MustRun("cd \"$1\"; git init -q .; printf 'mine' > .git/info/exclude", tree.Path);

        using (StateDirectory.Open(tree.Path, TemporaryFolder.Roots))
        using (StateDirectory.Open(tree.Path, TemporaryFolder.Roots))
            Shell.MustRun("cd \"$1\"; git status --porcelain --ignored=no", tree.Path).ShouldBeEmpty();

        tree.Read(".git/info/exclude").ShouldBe("mine\n/.ouroboros/\n");
    }

    [Fact]
    public void In_a_linked_worktree_the_shared_excludes_are_used()
    {
        Shell.MustRun(
            "cd \"$1\"; git init -q main; cd main; git -c user.name=n -c user.email=e@example.org commit -q --allow-empty -m first; git worktree add -q ../linked", tree.Path);

        using var state = StateDirectory.Open(tree["linked"], TemporaryFolder.Roots);

        tree.Read("main/.git/info/exclude").ShouldContain("/.ouroboros/");
        Shell.MustRun("cd \"$1\"/linked; git status --porcelain", tree.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_link_in_its_place_is_refused_not_followed()
    {
        tree.Write("elsewhere/x", "");
        tree.Link("repo/.ouroboros", tree["elsewhere"]);

        var refusal = Should.Throw<WorkspaceException>(() => StateDirectory.Open(tree["repo"], TemporaryFolder.Roots));

        refusal.Message.ShouldContain("remove it");
        Directory.GetFileSystemEntries(tree["elsewhere"]).Length.ShouldBe(1);
    }

    [Fact]
    public void An_exclude_file_that_is_a_link_is_left_alone()
    {
        Shell.MustRun("cd \"$1\"; git init -q .; rm .git/info/exclude; ln -s ../../victim .git/info/exclude; echo v > victim", tree.Path);

        using var state = StateDirectory.Open(tree.Path, TemporaryFolder.Roots);

        tree.Read("victim").ShouldBe("v\n");
    }

    [Fact]
    public async Task A_lock_is_held_by_one_at_a_time()
    {
        using var state = StateDirectory.Open(tree.Path, TemporaryFolder.Roots);
        var first = await state.LockAsync("apply", TimeSpan.FromSeconds(30), TimeProvider.System, default);

        await Should.ThrowAsync<WorkspaceException>(() => state.LockAsync("apply", TimeSpan.Zero, TimeProvider.System, default));
        first.Dispose();
        using var second = await state.LockAsync("apply", TimeSpan.FromSeconds(30), TimeProvider.System, default);
    }

    public void Dispose() => tree.Dispose();
}
